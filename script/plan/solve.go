package plan

import (
	"math"
	"time"

	"respite/script/routine"
)

// slack is the largest difference between a session's length and the requested one.
const slack = 100 * time.Millisecond

// solve finds the session of a length. It increases all doses together, one step at a
// time, until the session at its usual pace is as near to the length as possible; then
// it adjusts the pauses. Where the longest doses and pauses do not suffice, it adds a
// rest at the end.
func (c *composer) solve(want time.Duration) (settings, *LengthError) {
	c.spreadSteps()
	if s, ok := c.reach(want); ok {
		return s, nil
	}
	e := &LengthError{Want: want, Shortest: c.round(c.measure(settings{pace: tightest}), true),
		Longest: c.round(c.measure(settings{share: 1, pace: loosest, rest: c.mostRest()}), false)}
	if want > e.Shortest && want < e.Longest {
		below, above := c.neighbours(want)
		e.Below, e.Above = c.round(c.measure(below), false), c.round(c.measure(above), true)
	}
	return settings{}, e
}

// neighbours returns the longest session below a length that no session has, and the
// shortest above it.
func (c *composer) neighbours(want time.Duration) (below, above settings) {
	if want > c.measure(settings{share: 1, pace: loosest}) {
		n := c.restFor(want)
		return settings{share: 1, pace: loosest, rest: n - 1}, settings{share: 1, pace: tightest, rest: n}
	}
	below, above = c.around(want)
	below.pace, above.pace = loosest, tightest
	return below, above
}

// mostRest returns the largest number of breaths for the rest at the end.
func (c *composer) mostRest() int { return max(int(mostRest/c.plan.breath.Total()), 1) }

// spreadSteps gives each entry a different share for its steps, and removes the
// choices that do not make the session shorter.
func (c *composer) spreadSteps() {
	for i := range c.entries {
		e := &c.entries[i]
		e.bias = (float64(i) + 0.5) / float64(len(c.entries))
		if e.stretch.Motion.IsStretch() {
			c.plan.choices[e.stretch] = c.trim(e.stretch, c.plan.choice(e.stretch))
		}
	}
}

// trim removes the doses at the low end that cost more time than a longer dose,
// because lines that have no room in them are said before them.
func (c *composer) trim(s *routine.Stretch, ch choice) choice {
	best := time.Duration(math.MaxInt64)
	low := ch.low
	for n := ch.low; n <= ch.high; n += ch.step {
		cost, early := c.cost(s, n)
		if cost < best {
			best, low = cost, n
		}
		if !early {
			break
		}
	}
	ch.low = low
	return ch
}

// cost returns the length of a dose on all sides, including the lines before it that
// depend on it.
func (c *composer) cost(s *routine.Stretch, breaths int) (cost time.Duration, early bool) {
	for _, side := range s.Passes() {
		d := c.plan.dose(s, side, breaths, 0)
		cost += d.total() + d.before()
		for _, text := range d.early {
			cost += lineGap.usual + c.plan.lengthOf(text)
			early = true
		}
	}
	return cost, early
}

// reach finds the session of a length.
func (c *composer) reach(want time.Duration) (settings, bool) {
	if want < c.measure(settings{pace: tightest})-slack {
		return settings{}, false
	}
	if want > c.measure(settings{share: 1, pace: loosest})+slack {
		return c.reachResting(want)
	}
	low, high := c.around(want)
	if want-c.measure(low) > c.measure(high)-want {
		low, high = high, low
	}
	for _, s := range []settings{low, high} {
		if s, ok := c.close(s, want); ok {
			return s, true
		}
	}
	return settings{}, false
}

// reachResting finds the session of a length with a rest at its end.
func (c *composer) reachResting(want time.Duration) (settings, bool) {
	return c.close(settings{share: 1, pace: loosest, rest: c.restFor(want)}, want)
}

// restFor returns the number of breaths of the shortest rest at the end that lets the
// pauses reach a length.
func (c *composer) restFor(want time.Duration) int {
	low, high := 1, c.mostRest()
	for low < high {
		if mid := (low + high) / 2; c.measure(settings{share: 1, pace: loosest, rest: mid}) < want-slack {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// around returns two shares, one step apart, between which the session at its usual
// pace reaches a length; two equal ends of the range where it does not.
func (c *composer) around(want time.Duration) (low, high settings) {
	const steps = 1 << 24 // finer than the steps of any session
	at := func(i int) settings { return settings{share: share(i) / steps, pace: usualPace} }
	from, to := 0, steps
	switch {
	case c.measure(at(from)) > want:
		return at(from), at(from)
	case c.measure(at(to)) <= want:
		return at(to), at(to)
	}
	for to-from > 1 {
		if mid := (from + to) / 2; c.measure(at(mid)) <= want {
			from = mid
		} else {
			to = mid
		}
	}
	return at(from), at(to)
}

// close finds by bisection the pace at which a session has a length.
func (c *composer) close(s settings, want time.Duration) (settings, bool) {
	low, high := tightest, loosest
	var length time.Duration
	for range 40 {
		s.pace = (low + high) / 2
		switch length = c.measure(s); {
		case length == want:
			return s, true
		case length < want:
			low = s.pace
		default:
			high = s.pace
		}
	}
	for _, pace := range []float64{tightest, loosest, low, high} {
		s.pace = pace
		if length = c.measure(s); (length - want).Abs() <= slack {
			return s, true
		}
	}
	return s, false
}

// round rounds a length up or down to whole seconds, unless that length is impossible.
func (c *composer) round(d time.Duration, up bool) time.Duration {
	whole := d.Truncate(time.Second)
	if up && whole < d {
		whole += time.Second
	}
	if _, ok := c.reach(whole); ok {
		return whole
	}
	return d
}
