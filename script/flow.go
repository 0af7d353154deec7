package script

import (
	"fmt"
)

// flow is n breaths of a flow with what is said as their phases begin: the
// lines in full at first, then a word; later tips, in the place of a word, and at the end the count.
func (b *builder) flow(s *Stretch, n int) dose {
	d := b.still(n)
	inFull := guidedPhases * max(1, len(s.Sides))
	for i, c := range d.cycles {
		b.words(c, s, s.sideOf(i), i < inFull)
	}
	if n > inFull {
		b.count(d.cycles[inFull:], s)
	}
	b.tips(&d, s, inFull)
	return d
}

// words sets what is said as the phases of one breath begin.
func (b *builder) words(c cycle, s *Stretch, side Side, inFull bool) {
	if !inFull && b.guidance != Full {
		return
	}
	afterExhale := false
	for i := range c {
		switch c[i].kind {
		case Inhale:
			c[i].text = b.word("inhale", s.Flow.Inhale, side, inFull)
		case Exhale:
			c[i].text = b.word("exhale", s.Flow.Exhale, side, inFull)
			afterExhale = true
		case HoldTone:
			c[i].text = b.stock.sided(map[bool]string{false: "hold", true: "empty"}[afterExhale], "")
		}
	}
}

// word is the routine's line in full, or the stock word in its place.
func (b *builder) word(key string, line Line, side Side, inFull bool) string {
	if !line.isSided() {
		side = ""
	}
	if inFull && !line.isEmpty() {
		return line.on(side)
	}
	return b.stock.sided(key, side)
}

// count tells, sparsely, how many of the breaths are left. They are those
// after the guided ones.
func (b *builder) count(left []cycle, s *Stretch) {
	n := len(left)
	if b.guidance == Quiet {
		return
	}
	if len(s.Sides) > 0 {
		left[n-len(s.Sides)][0].text = b.stock.sided("last round", "")
		return
	}
	left[n-1][0].text = b.stock.sided("last", "")
	if b.guidance == Full && n+guidedPhases >= threeFrom {
		left[n-3][0].text = b.stock.sided("three more", "")
	}
}

// tips spreads the tips over the breaths after the guided ones, one to a
// breath, in the place of a word that can be spared. Those that find no place are said before the flow.
func (b *builder) tips(d *dose, s *Stretch, inFull int) {
	if b.guidance != Full {
		return
	}
	tips := texts(s.Tips)
	var free []*phase
	for _, c := range d.cycles[min(inFull, len(d.cycles)):] {
		if p := b.spare(c, s); p != nil {
			free = append(free, p)
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
func (b *builder) spare(c cycle, s *Stretch) *phase {
	kind, key := Exhale, "exhale"
	if s.Flow.Exhale.isSided() {
		kind, key = Inhale, "inhale"
	}
	for i := range c {
		if c[i].kind == kind && c[i].text == b.stock.sided(key, "") {
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

// place tells which breath of a dose this is, for the text of its cues.
func place(i, n int) string { return fmt.Sprintf("%d of %d", i+1, n) }
