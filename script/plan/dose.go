package plan

import (
	"slices"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A dose is one set of a stretch as it is laid out: whole breaths, and the lines
// before and during them.
type dose struct {
	cycle   cycle
	breaths int
	sides   []script.Side // of a flow, in turns from breath first on
	first   int           // the first breath, from 0, that belongs to a side
	turns   int           // how many breaths belong to a side
	lines   []placed      // sorted by time
	early   []string      // lines without room in the dose, to be said before it
}

// A placed line begins at from or, where tied is true, ends at to, so that it stays
// next to the event after it. Both count from the start of the dose. Its length is the
// length of its longest take.
type placed struct {
	from, to time.Duration
	tied     bool
	side     script.Side // the side of a flow's cue
	text     string
}

// A doseKey identifies a planned dose.
type doseKey struct {
	stretch *routine.Stretch
	side    script.Side
	breaths int
	set     int
}

// total returns the length of the dose.
func (d *dose) total() time.Duration { return time.Duration(d.breaths) * d.cycle.total() }

// before returns the time that the lines before the dose take.
func (d *dose) before() time.Duration {
	if len(d.lines) == 0 {
		return 0
	}
	return max(-d.lines[0].from, 0)
}

// sideOf returns the side of a breath, counted from 0.
func (d *dose) sideOf(breath int) script.Side {
	if len(d.sides) == 0 || breath < d.first || breath >= d.first+d.turns {
		return ""
	}
	return d.sides[(breath-d.first)%len(d.sides)]
}

// dose plans a set of a stretch on a side; sets count from 0.
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
