package script

import (
	"cmp"
	"time"
)

// entry lays one entry of the routine: a rest or a stretch.
func (b *builder) entry(s *Stretch) {
	if s.Dose.Motion == Rest {
		b.rest(s)
		return
	}
	b.announce(s)
	settle := settleTime
	if b.guidance == Quiet {
		settle = settleQuiet
	}
	if s.Dose.Motion == Flow || len(s.Sides) == 0 {
		b.pass(s, "", settle)
		return
	}
	b.after(lineGap)
	b.say(b.stock.sided("first side", s.Sides[0]))
	b.pass(s, s.Sides[0], settle)
	b.after(lineGap)
	b.say(b.stock.sided("change sides", s.Sides[1]))
	b.after(changeTime)
	b.pass(s.otherSide(), s.Sides[1], changeTime)
}

// rest lays a pause between stretches, with tones to breathe by. It belongs
// to the chapter before it.
func (b *builder) rest(s *Stretch) {
	b.stretch = ""
	b.pause(afterDose)
	b.after(lineGap)
	b.say(b.stock.sided("rest", ""))
	b.pause(lead)
	b.perform(b.plan(s, ""))
	b.pause(afterDose)
}

// announce begins a stretch: a chime, unless the opening bell is all that
// was heard so far, and the name.
func (b *builder) announce(s *Stretch) {
	begun := b.spoken > 0
	if begun {
		b.after(sectionGap)
	}
	b.stretch = s.Name
	b.chapter(s.Name)
	if begun {
		b.add(Chime, changeBell, ChangeBell)
		b.pause(changeBell)
	}
	b.say(s.Name)
}

// pass lays a stretch from its set-up to its release, once or for one side. Settle is the time
// to get into position where the routine does not give it.
func (b *builder) pass(s *Stretch, side Side, settle time.Duration) {
	d := b.plan(s, side)
	for _, l := range s.Move {
		b.after(lineGap)
		b.say(l.on(side))
		b.after(moveTime)
	}
	if b.guidance != Quiet {
		b.sayAll(s.Setup, side)
	}
	for _, tip := range d.early {
		b.after(lineGap)
		b.say(tip)
	}
	b.after(cmp.Or(s.Settle, settle))
	b.begin(s, side, len(d.cycles))
	b.perform(d)
	b.end(s, side)
}

// begin says how long the dose is, after the body has entered the position.
func (b *builder) begin(s *Stretch, side Side, breaths int) {
	var howLong string
	if b.guidance != Quiet {
		howLong = b.stock.counted(map[Motion]string{Hold: "stay", Flow: "move"}[s.Dose.Motion], breaths)
	}
	if !s.Enter.isEmpty() {
		b.onBreath(s.Enter, side, howLong)
		return
	}
	b.say(howLong)
	b.pause(lead)
}

// end leaves the position. Somebody with closed eyes must hear that the dose is over.
func (b *builder) end(s *Stretch, side Side) {
	if !s.Leave.isEmpty() {
		b.onBreath(s.Leave, side, "")
	}
	b.pause(afterDose)
	b.sayAll(s.Release, side)
	if s.Leave.isEmpty() && len(s.Release) == 0 {
		b.say(b.stock.sided("let go", ""))
	}
}

// onBreath lays one whole breath on which the body moves. Each line ends
// before the phase that it asks for begins, and so does next, which is about
// what follows the breath; a phase that is too short for that is lengthened.
func (b *builder) onBreath(p Phases, side Side, next string) {
	if text := p.Inhale.on(side); text != "" {
		b.pause(afterDose)
		b.after(lineGap)
		b.say(text)
		b.pause(lead)
	}
	c := b.cycle()
	for i, ph := range c {
		var text string
		switch {
		case i == len(c)-1:
			text = next
		case c[i+1].kind == Exhale:
			text = p.Exhale.on(side)
		}
		length := ph.length
		if text != "" {
			length = max(length, tail+b.lengthOf(text)+lead)
			b.sayAt(b.now+length-lead-b.lengthOf(text), text)
		}
		b.add(ph.kind, length, "")
		b.pause(length)
	}
}

// otherSide is the stretch as it is done on its second side: what both
// sides share was said before the first.
func (s *Stretch) otherSide() *Stretch {
	other := *s
	other.Move, other.Setup, other.Tips = sidedOnly(s.Move), sidedOnly(s.Setup), sidedOnly(s.Tips)
	return &other
}

func sidedOnly(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if l.isSided() {
			out = append(out, l)
		}
	}
	return out
}

// isEmpty tells that there is nothing to say.
func (p Phases) isEmpty() bool { return p == Phases{} }
