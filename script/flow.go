package script

// flow is n breaths of a flow with what is said as their phases begin: the
// lines in full at first, then a word; later tips, in the place of a word, and at the end the count.
func (p *planner) flow(s *Stretch, n int) dose {
	d := p.still(n)
	d.sides = s.Sides
	inFull := guidedPhases * max(1, len(s.Sides))
	for i, c := range d.cycles {
		p.words(c, s, s.sideOf(i), i < inFull)
	}
	if n > inFull {
		p.count(d.cycles[inFull:], s)
	}
	p.tips(&d, s, inFull)
	return d
}

// words sets what is said as the phases of one breath begin.
func (p *planner) words(c cycle, s *Stretch, side Side, inFull bool) {
	if !inFull && p.guidance != Full {
		return
	}
	for i := range c {
		switch c[i].kind {
		case Inhale:
			c[i].text = p.word("inhale", s.Flow.Inhale, side, inFull)
		case Exhale:
			c[i].text = p.word("exhale", s.Flow.Exhale, side, inFull)
		case HoldTone:
			c[i].text = p.stock.sided("hold", "")
		case RestTone:
			c[i].text = p.stock.sided("empty", "")
		}
	}
}

// word is the routine's line in full, or the stock word in its place.
func (p *planner) word(key string, line Line, side Side, inFull bool) string {
	if !line.isSided() {
		side = ""
	}
	if inFull && !line.isEmpty() {
		return line.on(side)
	}
	return p.stock.sided(key, side)
}

// count tells, sparsely, how many of the breaths are left. They are those
// after the guided ones.
func (p *planner) count(left []cycle, s *Stretch) {
	n := len(left)
	if p.guidance == Quiet {
		return
	}
	if len(s.Sides) > 0 {
		left[n-len(s.Sides)][0].text = p.stock.sided("last round", "")
		return
	}
	left[n-1][0].text = p.stock.sided("last", "")
	if p.guidance == Full && n+guidedPhases >= threeFrom {
		left[n-3][0].text = p.stock.sided("three more", "")
	}
}

// tips spreads the tips over the breaths after the guided ones, one to a
// breath, in the place of a word that can be spared. Those that find no place are said before the flow.
func (p *planner) tips(d *dose, s *Stretch, inFull int) {
	if p.guidance != Full {
		return
	}
	tips := texts(s.Tips)
	var free []*phase
	for _, c := range d.cycles[min(inFull, len(d.cycles)):] {
		if ph := p.spare(c, s); ph != nil {
			free = append(free, ph)
		}
	}
	early := max(0, len(tips)-len(free))
	d.early, tips = tips[:early], tips[early:]
	for i, tip := range tips {
		free[i*len(free)/len(tips)].text = tip
	}
}

// spare is the phase of a breath whose word a listener needs least: the exhale
// or, where that tells the side, the inhale. There is none where the count stands.
func (p *planner) spare(c cycle, s *Stretch) *phase {
	kind, key := Exhale, "exhale"
	if s.Flow.Exhale.isSided() {
		kind, key = Inhale, "inhale"
	}
	for i := range c {
		if c[i].kind == kind && c[i].text == p.stock.sided(key, "") {
			return &c[i]
		}
	}
	return nil
}

// sideOf is the side of a flow's nth breath.
func (s *Stretch) sideOf(n int) Side {
	if len(s.Sides) == 0 {
		return ""
	}
	return s.Sides[n%len(s.Sides)]
}
