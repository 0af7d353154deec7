package script

import (
	"fmt"
	"math"
	"time"
)

// fill finds the number of breaths, and if need be their pace, with which a
// dose is as long as the level asks for and stays in its range.
func (b *builder) fill(s *Stretch, layout func(breaths int) dose) dose {
	step := 1
	if s.Dose.Motion == Flow && len(s.Sides) > 0 {
		step = len(s.Sides) // so that the sides get the same number
	}
	if n := s.Dose.Breaths; n[1] > 0 {
		return b.slow(layout(b.level.count(n, step)), 1)
	}
	goal := b.level.time(s.Dose.Time)
	most := step * (1 + int(s.Dose.Time[1]/(b.cycle().total()*time.Duration(step))))
	if d, ok := b.usualPace(s.Dose.Time, goal, most, step, layout); ok {
		return d
	}
	if d, ok := b.otherPace(s.Dose.Time, goal, most, step, layout); ok {
		return d
	}
	b.errors = append(b.errors, b.source.errorf(s.at, "%s cannot be filled with whole breaths of %s here: %s",
		timeText(goal), timeText(b.cycle().total()), b.nearestLengths(goal, most, step, layout)))
	return layout(step)
}

// usualPace finds the number of breaths whose length is in the range, without any change of pace,
// and nearest to the goal.
func (b *builder) usualPace(within [2]time.Duration, goal time.Duration, most, step int, layout func(int) dose) (dose, bool) {
	var best dose
	found, off := false, math.Inf(1)
	for n := most; n >= step; n -= step {
		d := layout(n)
		length := b.lengthAt(d, 1)
		if length < float64(within[0]) {
			break
		}
		if o := math.Abs(length - float64(goal)); length <= float64(within[1]) && o < off {
			best, found, off = d, true, o
		}
	}
	return b.slow(best, 1), found
}

// otherPace finds the number of breaths that, quickened or slowed, come
// nearest to the goal and, where several do, whose pace then changes least.
func (b *builder) otherPace(within [2]time.Duration, goal time.Duration, most, step int, layout func(int) dose) (dose, bool) {
	var best dose
	off, change, scale := math.Inf(1), math.Inf(1), 1.0
	for n := most + step; n >= step; n -= step {
		d := layout(n)
		low, high := max(b.lengthAt(d, quickest), float64(within[0])), min(b.lengthAt(d, slowest), float64(within[1]))
		if high < float64(within[0]) {
			break
		}
		if low > high {
			continue
		}
		length := min(max(float64(goal), low), high)
		s := b.pace(d, length)
		o, c := math.Abs(length-float64(goal)), math.Abs(math.Log(s))
		if o > off || o == off && c >= change {
			break // fewer breaths would only be slower still
		}
		best, off, change, scale = d, o, c, s
	}
	return b.slow(best, scale), best.cycles != nil
}

// pace is the scale at which the dose lasts so long, found by bisection.
func (b *builder) pace(d dose, length float64) float64 {
	low, high := quickest, slowest
	for range 60 {
		if mid := (low + high) / 2; b.lengthAt(d, mid) < length {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// nearestLengths says which lengths could be had instead, below and above.
func (b *builder) nearestLengths(goal time.Duration, most, step int, layout func(int) dose) string {
	var below, above time.Duration
	for n := most + 4*step; n >= step; n -= step {
		d := layout(n)
		low, high := time.Duration(math.Ceil(b.lengthAt(d, quickest))), time.Duration(b.lengthAt(d, slowest))
		if high < goal && below == 0 {
			below = roundest(low, high, false)
		}
		if low > goal {
			above = roundest(low, high, true)
		}
	}
	if below == 0 {
		return "the shortest is " + timeText(above)
	}
	return fmt.Sprintf("the nearest are %s and %s", timeText(below), timeText(above))
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

// count picks a number of breaths that is a multiple of step, which the parser
// has made sure that there is.
func (l Level) count(within [2]int, step int) int {
	low, high := (within[0]+step-1)/step, within[1]/step
	switch l {
	case Gentle:
		return step * low
	case Deep:
		return step * high
	default:
		return step * ((low + high + 1) / 2)
	}
}

// time picks a length.
func (l Level) time(within [2]time.Duration) time.Duration {
	switch l {
	case Gentle:
		return within[0]
	case Deep:
		return within[1]
	default:
		return ((within[0] + within[1]) / 2).Truncate(time.Millisecond)
	}
}
