package plan

import (
	"respite/script/routine"
)

import "sort"

// A menu is the numbers of breaths that a dose may have: from low to high in steps.
type menu struct{ low, high, step int }

// A share is how much of their ranges the doses take: 0 is the low end of each, 1 the high end.
type share float64

// pick is the number of breaths at a share of the menu. Of the numbers on both sides of it the upper is taken when the
// share reaches 1-bias of the way to it.
func (m menu) pick(at share, bias float64) int {
	steps := float64((m.high - m.low) / m.step)
	return m.low + m.step*int(float64(at)*steps+bias)
}

// menu finds the numbers of breaths with which a dose is in its range at the
// usual pace of breathing. There may be none.
func (p *planner) menu(s *routine.Stretch) (m menu, ok bool) {
	m, known := p.menus[s]
	if !known {
		m = p.newMenu(s)
		p.menus[s] = m
	}
	return m, m.low <= m.high
}

func (p *planner) newMenu(s *routine.Stretch) menu {
	step := step(s)
	if n := s.Dose.Breaths; n[1] > 0 { // the parser has made sure that there is a multiple of step
		return menu{(n[0] + step - 1) / step * step, n[1] / step * step, step}
	}
	shorter := p.most(s, 1, float64(s.Dose.Time[0])-0.5)
	return menu{shorter + step, p.most(s, 1, float64(s.Dose.Time[1])), step}
}

// most is the largest number of breaths, a multiple of the stretch's step and
// perhaps 0, that last no longer than limit, in nanoseconds, at a scale of the usual breath.
func (p *planner) most(s *routine.Stretch, scale, limit float64) int {
	step := step(s)
	bound := 1 + int(limit/(float64(p.cycle().total())*scale))/step
	return step * sort.Search(bound, func(n int) bool { return p.lengthAt(p.layout(s, (n+1)*step), scale) > limit })
}

// step is what a number of breaths must be a multiple of, so that the sides
// of a flow get the same number.
func step(s *routine.Stretch) int {
	if s.Motion == routine.Flow && len(s.Sides) > 0 {
		return len(s.Sides)
	}
	return 1
}
