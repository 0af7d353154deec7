package plan

import (
	"respite/script"
	"respite/script/routine"
)

import "fmt"

// entry lays one entry of the routine: a rest or a stretch.
func (b *builder) entry(e entry) {
	a := b.fill(e.Stretch, b.share, e.bias)
	if e.Motion == routine.Rest {
		b.rest(e.Stretch, a)
		return
	}
	b.announce(e)
	settle := settleTime
	if b.guidance == Quiet {
		settle = settleQuiet
	}
	if e.Motion == routine.Flow || len(e.Sides) == 0 {
		b.pass(e.Stretch, "", a, settle)
		return
	}
	b.side = e.Sides[0]
	b.after(lineGap)
	b.say(b.stock.Line("first side", b.side))
	b.pass(e.Stretch, b.side, a, settle)
	b.side = e.Sides[1]
	b.after(lineGap)
	b.say(b.stock.Line("change sides", b.side))
	b.after(changeTime)
	b.pass(e.Stretch, b.side, a, changeTime)
	b.side = ""
}

// rest lays a pause between stretches, with tones to breathe by. It belongs
// to the chapter before it.
func (b *builder) rest(s *routine.Stretch, a amount) {
	b.stretch = ""
	b.wait(afterDose)
	b.after(lineGap)
	b.say(b.stock.Line("rest", ""))
	b.wait(lead)
	b.perform(b.plan(s, "", a))
	b.wait(afterDose)
}

// announce begins a stretch: a chime, unless the opening bell is all that
// was heard so far, and the name.
func (b *builder) announce(e entry) {
	begun := b.spoken > 0
	if begun {
		b.after(sectionGap)
	}
	b.stretch = e.Name
	b.chapter(e.title())
	if begun {
		b.bell(script.ChangeBell, changeBell)
		b.wait(changeBell)
	}
	b.say(e.Name)
}

// pass lays a stretch from its set-up to its release, once or for one side. Settle is the time
// to get into position where the routine does not give it.
func (b *builder) pass(s *routine.Stretch, side script.Side, a amount, settle pause) {
	d := b.plan(s, side, a)
	s = onSide(s, side)
	for _, l := range s.Move {
		b.after(lineGap)
		b.say(l.On(side))
		b.after(moveTime)
	}
	if b.guidance != Quiet {
		b.sayAll(s.Setup, side)
	}
	for _, tip := range d.early {
		b.after(lineGap)
		b.say(tip)
	}
	if s.Settle > 0 {
		settle = exactly(s.Settle)
	}
	b.after(settle)
	b.begin(s, side, len(d.cycles))
	b.perform(d)
	b.end(s, side)
}

// begin says how long the dose is, after the body has entered the position.
func (b *builder) begin(s *routine.Stretch, side script.Side, breaths int) {
	howLong := b.howLong(s, breaths)
	if !s.Enter.IsEmpty() {
		b.onBreath(s.Enter, side, howLong)
		return
	}
	b.say(howLong)
	b.wait(lead)
}

// howLong is how the number of breaths is said.
func (p *planner) howLong(s *routine.Stretch, breaths int) string {
	if p.guidance == Quiet {
		return ""
	}
	return p.stock.Counted(map[routine.Motion]string{routine.Hold: "breaths", routine.Flow: "breaths"}[s.Motion], breaths)
}

// end leaves the position. Somebody with closed eyes must hear that the dose is over.
func (b *builder) end(s *routine.Stretch, side script.Side) {
	if !s.Leave.IsEmpty() {
		b.onBreath(s.Leave, side, "")
	}
	b.wait(afterDose)
	b.sayAll(s.Release, side)
	if s.Leave.IsEmpty() && len(s.Release) == 0 {
		b.say(b.stock.Line("come out", ""))
	}
}

// onBreath lays one whole breath on which the body moves. Each line ends
// before the phase that it asks for begins, and so does next, which is about
// what follows the breath; a phase that is too short for that is lengthened.
func (b *builder) onBreath(p routine.Phases, side script.Side, next string) {
	if text := p.Inhale.On(side); text != "" {
		b.wait(afterDose)
		b.after(lineGap)
		b.say(text)
		b.wait(lead)
	}
	c := b.cycle()
	for i, ph := range c {
		var text string
		switch {
		case i == len(c)-1:
			text = next
		case c[i+1].kind == script.Exhale:
			text = p.Exhale.On(side)
		}
		length := ph.length
		if text != "" {
			length = max(length, tail+b.lengthOf(text)+lead)
			b.sayAt(b.now+length-lead-b.lengthOf(text), text)
		}
		b.phase(phase{kind: ph.kind, length: length}, 0, 0)
	}
}

// title is the chapter's: the name, and which round it is where there are more.
func (e entry) title() string {
	if e.rounds == 1 {
		return e.Name
	}
	return fmt.Sprintf("%s (%d/%d)", e.Name, e.round, e.rounds)
}

// on is the stretch as it is done on a side: before the second, what both
// sides share was said.
func onSide(s *routine.Stretch, side script.Side) *routine.Stretch {
	if s.Motion != routine.Hold || len(s.Sides) == 0 || side != s.Sides[1] {
		return s
	}
	other := *s
	other.Move, other.Setup, other.Tips = sidedOnly(s.Move), sidedOnly(s.Setup), sidedOnly(s.Tips)
	return &other
}

func sidedOnly(lines []routine.Line) []routine.Line {
	var out []routine.Line
	for _, l := range lines {
		if l.IsSided() {
			out = append(out, l)
		}
	}
	return out
}
