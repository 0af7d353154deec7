package plan

import (
	"slices"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A phase is one phase of a breath.
type phase struct {
	kind   script.Kind
	length time.Duration
}

// A cycle is one whole breath, of two to five phases.
type cycle []phase

// cycle returns the breath of a stretch: the session's own or, for repetitions with a
// length, the same breath scaled to that length.
func (p *planner) cycle(s *routine.Stretch) cycle {
	c := make(cycle, 0, 5)
	total := p.breath.Total()
	var end, exact time.Duration
	for _, ph := range []phase{
		{script.Inhale, p.breath.In}, {script.Sip, p.breath.Sip}, {script.HoldTone, p.breath.Hold},
		{script.Exhale, p.breath.Out}, {script.RestTone, p.breath.Rest},
	} {
		if ph.length == 0 {
			continue
		}
		if s != nil && s.Dose.Each > 0 { // the ends are rounded, so that the total is exact
			exact += ph.length
			next := time.Duration(float64(exact) / float64(total) * float64(s.Dose.Each)).Round(time.Millisecond)
			ph.length, end = next-end, next
		}
		c = append(c, ph)
	}
	return c
}

// total returns the length of the breath.
func (c cycle) total() time.Duration {
	var sum time.Duration
	for _, ph := range c {
		sum += ph.length
	}
	return sum
}

// start returns when a phase begins, from the start of the breath.
func (c cycle) start(kind script.Kind) time.Duration {
	var at time.Duration
	for _, ph := range c {
		if ph.kind == kind {
			break
		}
		at += ph.length
	}
	return at
}

// end returns when a phase ends, from the start of the breath.
func (c cycle) end(kind script.Kind) time.Duration {
	at := c.start(kind)
	for _, ph := range c {
		if ph.kind == kind {
			return at + ph.length
		}
	}
	return at
}

// before returns the time for a cue before a phase in consecutive breaths: the length
// of the phase before it, plus the one before that where the breath is held.
func (c cycle) before(kind script.Kind) time.Duration {
	i := slices.IndexFunc(c, func(ph phase) bool { return ph.kind == kind })
	if i < 0 {
		return 0
	}
	last := c[(i+len(c)-1)%len(c)]
	if last.kind == script.HoldTone || last.kind == script.RestTone {
		return last.length + c[(i+len(c)-2)%len(c)].length
	}
	return last.length
}
