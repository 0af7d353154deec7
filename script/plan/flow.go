package plan

import (
	"respite/script"
	"respite/script/routine"
)

// flow is n breaths of a flow with what is said as their phases begin: the
// lines in full at first, then a word; later tips, in the place of a word, and at the end the count.
func (p *planner) flow(s *routine.Stretch, n int) dose {
	d := p.still(n)
	d.sides = s.Sides
	inFull := guidedPhases * max(1, len(s.Sides))
	for i, c := range d.cycles {
		p.words(c, s, sideOf(s, i), i < inFull)
	}
	if n > inFull {
		p.count(d.cycles[inFull:], s)
	}
	p.tips(&d, s, inFull)
	return d
}

// words sets what is said as the phases of one breath begin.
func (p *planner) words(c cycle, s *routine.Stretch, side script.Side, inFull bool) {
	if !inFull && p.guidance != Full {
		return
	}
	for i := range c {
		switch c[i].kind {
		case script.Inhale:
			c[i].text = p.word("inhale", s.Flow.Inhale, side, inFull)
		case script.Exhale:
			c[i].text = p.word("exhale", s.Flow.Exhale, side, inFull)
		case script.HoldTone:
			c[i].text = p.stock.Line("hold", "")
		case script.RestTone:
			c[i].text = p.stock.Line("empty", "")
		}
	}
}

// word is the routine's line in full, or the stock word in its place.
func (p *planner) word(key string, line routine.Line, side script.Side, inFull bool) string {
	if !line.IsSided() {
		side = ""
	}
	if inFull && !line.IsEmpty() {
		return line.On(side)
	}
	return p.stock.Line(key, side)
}

// count tells, sparsely, how many of the breaths are left. They are those
// after the guided ones.
func (p *planner) count(left []cycle, s *routine.Stretch) {
	n := len(left)
	if p.guidance == Quiet {
		return
	}
	if len(s.Sides) > 0 {
		left[n-len(s.Sides)][0].text = p.stock.Line("last round", "")
		return
	}
	left[n-1][0].text = p.stock.Line("last", "")
	if p.guidance == Full && n+guidedPhases >= threeFrom {
		left[n-3][0].text = p.stock.Line("three more", "")
	}
}

// tips spreads the tips over the breaths after the guided ones, one to a
// breath, in the place of a word that can be spared. Those that find no place are said before the flow.
func (p *planner) tips(d *dose, s *routine.Stretch, inFull int) {
	if p.guidance != Full {
		return
	}
	var tips []string
	for text := range routine.Texts(s.Tips...) {
		tips = append(tips, text)
	}
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
func (p *planner) spare(c cycle, s *routine.Stretch) *phase {
	kind, key := script.Exhale, "exhale"
	if s.Flow.Exhale.IsSided() {
		kind, key = script.Inhale, "inhale"
	}
	for i := range c {
		if c[i].kind == kind && c[i].text == p.stock.Line(key, "") {
			return &c[i]
		}
	}
	return nil
}

// sideOf is the side of a flow's nth breath.
func sideOf(s *routine.Stretch, n int) script.Side {
	if len(s.Sides) == 0 {
		return ""
	}
	return s.Sides[n%len(s.Sides)]
}
