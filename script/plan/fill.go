package plan

import (
	"respite/script/internal/notation"
	"respite/script/routine"

	"fmt"
	"math"
	"time"
)

// fill finds the number of breaths with which a dose takes a share of its
// range and, where none is in the range at the usual pace, their pace.
func (p *planner) fill(s *routine.Stretch, at share, bias float64) amount {
	if m, ok := p.menu(s); ok {
		return amount{breaths: m.pick(at, bias), scale: 1}
	}
	goal := at.of(s.Dose.Time)
	key := paced{s, goal}
	a, known := p.paces[key]
	if known {
		return a
	}
	a, ok := p.otherPace(s, goal)
	p.paces[key] = a
	if !ok {
		p.unfilled[s] = p.routine.Errorf(s.Dose.Pos, "%s cannot be filled with whole breaths of %s here: %s",
			notation.Time(goal), notation.Time(p.cycle().total()), p.nearestLengths(s, goal))
	}
	return a
}

// otherPace finds the number of breaths that, quickened or slowed, come
// nearest to the goal and, where several do, whose pace then changes least.
func (p *planner) otherPace(s *routine.Stretch, goal time.Duration) (best amount, ok bool) {
	within, step := s.Dose.Time, step(s)
	best = amount{breaths: step, scale: 1}
	off, change := math.Inf(1), math.Inf(1)
	for n := p.most(s, quickest, float64(within[1])); n >= step; n -= step {
		d := p.layout(s, n)
		low, high := max(p.lengthAt(d, quickest), float64(within[0])), min(p.lengthAt(d, slowest), float64(within[1]))
		if low > high {
			break
		}
		length := min(max(float64(goal), low), high)
		scale := p.scaleFor(d, length)
		o, c := math.Abs(length-float64(goal)), math.Abs(math.Log(scale))
		if o > off || o == off && c >= change {
			break // fewer breaths would only be slower still
		}
		best, ok, off, change = amount{n, scale}, true, o, c
	}
	return best, ok
}

// scaleFor is the scale at which the dose lasts so long, found by bisection.
func (p *planner) scaleFor(d dose, length float64) float64 {
	low, high := quickest, slowest
	for range 60 {
		if mid := (low + high) / 2; p.lengthAt(d, mid) < length {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// nearestLengths says which lengths could be had instead, below and above.
func (p *planner) nearestLengths(s *routine.Stretch, goal time.Duration) string {
	ends := func(n int) (low, high time.Duration) {
		d := p.layout(s, n)
		return time.Duration(math.Ceil(p.lengthAt(d, quickest))), time.Duration(p.lengthAt(d, slowest))
	}
	below := p.most(s, slowest, float64(goal))
	low, high := ends(below + step(s))
	above := notation.Time(roundest(low, high, true))
	if below == 0 {
		return "the shortest is " + above
	}
	low, high = ends(below)
	return fmt.Sprintf("the nearest are %s and %s", notation.Time(roundest(low, high, false)), above)
}

// roundest is a length from low to high, near the one or the other end, that
// is as round as possible.
func roundest(low, high time.Duration, nearLow bool) time.Duration {
	var d time.Duration
	for _, unit := range []time.Duration{time.Second, 100 * time.Millisecond, time.Millisecond} {
		if d = high.Truncate(unit); nearLow {
			d = (low + unit - 1).Truncate(unit)
		}
		if d >= low && d <= high {
			break
		}
	}
	return d
}

// of is the length at a share of a range.
func (at share) of(within [2]time.Duration) time.Duration {
	return within[0] + time.Duration(float64(at)*float64(within[1]-within[0])).Truncate(time.Millisecond)
}
