package plan

import (
	"fmt"
	"sort"
	"time"

	"respite/script"
	"respite/script/internal/notation"
	"respite/script/routine"
)

// A choice is the numbers of breaths that a dose may have, from low to high in steps.
// Where no number of breaths fills a dose in time, low and high are the largest that
// leave some of it over.
type choice struct {
	low, high, step int
	left            bool // no number of breaths fills the dose
}

// An amount is how much of a dose is done: a number of breaths and, in a hold that
// they do not fill, the time in the pose; the rest of that time passes before the
// breaths.
type amount struct {
	breaths int
	goal    time.Duration
}

// A share selects from the ranges of all doses: 0 is the low end of each range, 1 the
// high end.
type share float64

// amount returns the dose at a share of its range. The number of breaths goes up by a
// step when the share reaches 1-bias of the way to the next number.
func (p *planner) amount(s *routine.Stretch, at share, bias float64) amount {
	c := p.choice(s)
	steps := float64((c.high - c.low) / c.step)
	a := amount{breaths: c.low + c.step*int(float64(at)*steps+bias)}
	if c.left && s.Motion == routine.Hold {
		a.goal = s.Dose.Time[0] + time.Duration(float64(at)*float64(s.Dose.Time[1]-s.Dose.Time[0])).Truncate(time.Millisecond)
	}
	return a
}

// stillTime returns how long the pose is held before the first breath of an amount, on a
// side.
func (p *planner) stillTime(s *routine.Stretch, side script.Side, a amount) time.Duration {
	if a.goal == 0 {
		return 0
	}
	return max(a.goal-p.window(s, a.breaths, p.lengthOf(p.wayOut(s, side)[0])), 0)
}

// choice returns the numbers of breaths that a dose may have.
func (p *planner) choice(s *routine.Stretch) choice {
	c, known := p.choices[s]
	if !known {
		c = p.newChoice(s)
		p.choices[s] = c
	}
	return c
}

func (p *planner) newChoice(s *routine.Stretch) choice {
	least, step := leastBreaths(s)
	if n := s.Dose.Count(); n[1] > 0 {
		low := least + max(n[0]-least+step-1, 0)/step*step
		return choice{low: low, high: low + max(n[1]-low, 0)/step*step, step: step}
	}
	within := s.Dose.Time
	short, long := p.waysOut(s)
	low := p.most(s, within[0]-1, short, least, step) + step
	high := p.most(s, within[1], long, least, step)
	if low <= high && high >= least {
		return choice{low: max(low, least), high: high, step: step}
	}
	if s.Motion != routine.Hold { // the number nearest to the middle
		mid := (within[0] + within[1]) / 2
		n := max(high, least)
		if over := p.window(s, n+step, long) - mid; over < mid-p.window(s, n, long) {
			n += step
		}
		return choice{low: n, high: n, step: step}
	}
	n := max(p.most(s, within[0], long, least, step), least)
	return choice{low: n, high: n, step: step, left: true}
}

// most returns the largest number of breaths, least plus a multiple of the step, whose
// time in the pose with the given way out does not exceed a limit; a number below
// least where there is none.
func (p *planner) most(s *routine.Stretch, limit, out time.Duration, least, step int) int {
	bound := 2 + int(limit/p.cycle(s).total())/step
	return least - step + step*sort.Search(bound, func(n int) bool { return p.window(s, least+n*step, out) > limit })
}

// leastBreaths returns the smallest number of breaths of a stretch, and the step
// between numbers: a breath to enter and one to leave, and in a flow with sides
// equally many for each side.
func leastBreaths(s *routine.Stretch) (least, step int) {
	if s.Motion == routine.Flow && len(s.Sides) > 0 {
		return 2 + extraBreaths(s), 2
	}
	in, out := !s.Enter.IsEmpty(), !s.Leave.IsEmpty()
	if in && out && !(enterPhase(s) == script.Inhale && leavePhase(s) == script.Exhale) {
		return 2, 1
	}
	return 1, 1
}

// extraBreaths returns how many breaths of a flow with sides belong to neither side.
func extraBreaths(s *routine.Stretch) int {
	n := 0
	if !s.Enter.IsEmpty() {
		n++
	}
	if !s.Leave.IsEmpty() {
		n++
	}
	return n
}

// enterPhase returns the phase during which the pose is reached; empty where it is not
// entered on a breath. Where both phases have a line it is the exhale.
func enterPhase(s *routine.Stretch) script.Kind {
	switch {
	case !s.Enter.Exhale.IsEmpty():
		return script.Exhale
	case !s.Enter.Inhale.IsEmpty():
		return script.Inhale
	}
	return ""
}

// leavePhase returns the phase during which the body begins to leave the pose; empty
// where it is not left on a breath. Where both phases have a line it is the inhale.
func leavePhase(s *routine.Stretch) script.Kind {
	switch {
	case !s.Leave.Inhale.IsEmpty():
		return script.Inhale
	case !s.Leave.Exhale.IsEmpty():
		return script.Exhale
	}
	return ""
}

// window returns the time in the pose with a number of breaths. It begins when the pose is
// reached: during the breath that enters it, or else with the first tone. It ends when
// the body leaves the pose: during the breath that leaves it, or else with the line
// that leads out of a hold (of length out) or with the last tone of a flow.
func (p *planner) window(s *routine.Stretch, n int, out time.Duration) time.Duration {
	c := p.cycle(s)
	d := time.Duration(n) * c.total()
	if kind := enterPhase(s); kind != "" {
		d -= c.end(kind)
	}
	switch kind := leavePhase(s); {
	case kind != "":
		d -= c.total() - c.start(kind)
	case s.Motion == routine.Hold:
		d += afterDose + out
	}
	return d
}

// waysOut returns the length of the first line that leads out of a hold, for the side
// where it is shorter and for the other side.
func (p *planner) waysOut(s *routine.Stretch) (short, long time.Duration) {
	for i, side := range s.Passes() {
		d := p.lengthOf(p.wayOut(s, side)[0])
		if i == 0 || d < short {
			short = d
		}
		long = max(long, d)
	}
	return short, long
}

// wayOut returns the lines that lead out of a pose that is not left on a breath.
func (p *planner) wayOut(s *routine.Stretch, side script.Side) []string {
	if len(s.Release) == 0 {
		return []string{p.phrases.Line("come out", "")}
	}
	var lines []string
	for _, l := range s.Release {
		lines = append(lines, l.On(side))
	}
	return lines
}

// checkDoses returns errors for doses that are too short for a breath.
func (p *planner) checkDoses(stretches []*routine.Stretch) error {
	var errs routine.ErrorList
	for _, s := range stretches {
		if err := p.checkDose(s); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) == 0 {
		return nil
	}
	errs.Sort()
	return errs
}

func (p *planner) checkDose(s *routine.Stretch) *routine.Error {
	if s.Dose == (routine.Dose{}) {
		return nil // say, pause and sound have no dose
	}
	least, step := leastBreaths(s)
	if n := s.Dose.Count(); n[1] > 0 {
		if c := p.choice(s); c.low > n[1] {
			return p.routine.Errorf(s.Dose.Pos, "%s cannot be done here: write %d breaths or more%s", s.Dose, c.low, why(s, step))
		}
		return nil
	}
	c := p.choice(s)
	_, long := p.waysOut(s)
	shortest := p.window(s, least, long)
	tooShort := s.Motion == routine.Hold && p.window(s, c.low, long) > s.Dose.Time[1] || s.Motion != routine.Hold && s.Dose.Time[1]*2 < shortest
	if tooShort {
		return p.routine.Errorf(s.Dose.Pos, "%s is too short for whole breaths of %s here: the shortest is %s",
			s.Dose, notation.Time(p.cycle(s).total()), notation.Time(roundUp(shortest)))
	}
	return nil
}

func why(s *routine.Stretch, step int) string {
	if step > 1 {
		return fmt.Sprintf(", for two sides and %d to enter and leave", extraBreaths(s))
	}
	return ", to enter and to leave"
}

// roundUp rounds a time up to whole seconds.
func roundUp(d time.Duration) time.Duration {
	return (d + time.Second - 1).Truncate(time.Second)
}
