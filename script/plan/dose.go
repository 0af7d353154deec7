package plan

import (
	"slices"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A dose is one set of a stretch as it will be heard: whole breaths, and what
// is said before and in them.
type dose struct {
	cycle   cycle
	breaths int
	sides   []script.Side // of a flow, taking turns from breath first on
	first   int           // the first breath, from 0, that is a side's
	turns   int           // how many breaths are the sides'
	lines   []placed      // in the order of time
	early   []string      // lines that find no room, to be said before
}

// A placed line begins at from, or ends by to where it is tied to what comes
// after it, as it is when tied is true. Both count from the start of the dose;
// its length is that of its longest take.
type placed struct {
	from, to time.Duration
	tied     bool
	side     script.Side // that a cue of a flow asks for
	text     string
}

// doseKey is what a dose was planned for.
type doseKey struct {
	stretch *routine.Stretch
	side    script.Side
	breaths int
	set     int
}

// total is how long the dose lasts.
func (d *dose) total() time.Duration { return time.Duration(d.breaths) * d.cycle.total() }

// before is how long it takes to say what is said before the dose begins.
func (d *dose) before() time.Duration {
	if len(d.lines) == 0 {
		return 0
	}
	return max(-d.lines[0].from, 0)
}

// sideOf is the side of a breath, counted from 0.
func (d *dose) sideOf(breath int) script.Side {
	if len(d.sides) == 0 || breath < d.first || breath >= d.first+d.turns {
		return ""
	}
	return d.sides[(breath-d.first)%len(d.sides)]
}

// dose plans a set of a stretch, counted from 0, on a side.
func (p *planner) dose(s *routine.Stretch, side script.Side, breaths, set int) *dose {
	key := doseKey{s, side, breaths, set}
	d, known := p.doses[key]
	if !known {
		d = p.newDose(s, side, breaths, set)
		p.doses[key] = d
	}
	return d
}

func (p *planner) newDose(s *routine.Stretch, side script.Side, breaths, set int) *dose {
	d := &dose{cycle: p.cycle(s), breaths: breaths}
	if s.Motion == routine.Flow && len(s.Sides) > 0 {
		d.sides, d.turns = s.Sides, breaths-extraBreaths(s)
		if !s.Enter.IsEmpty() {
			d.first = 1
		}
	}
	l := &layout{planner: p, dose: d, stretch: s, side: side, set: set}
	l.onBreath()
	if s.Motion.IsStretch() {
		l.marks()
		l.phaseCues()
		l.howLong()
		l.inside()
	}
	slices.SortStableFunc(d.lines, func(a, b placed) int { return int(a.from - b.from) })
	return d
}
