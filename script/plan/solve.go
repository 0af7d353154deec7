package plan

import (
	"respite/script"
	"respite/script/routine"

	"math"
	"time"
)

// slack is by how much a session may miss the length that was asked for.
const slack = 100 * time.Millisecond

// solve lays a session of a length. The doses grow together, each in its
// range and one step at a time, until the session at its usual pace is as near to the length as it
// gets; then the pauses close the rest.
func (c *composer) solve(want time.Duration) (*builder, *LengthError) {
	c.spreadSteps()
	if b := c.reach(want); b != nil {
		return b, nil
	}
	e := &LengthError{Want: want, Shortest: c.round(c.measure(0, tightest), true), Longest: c.round(c.measure(1, loosest), false)}
	if want > e.Shortest && want < e.Longest {
		low, high := c.around(want)
		e.Below, e.Above = c.round(c.measure(low, loosest), false), c.round(c.measure(high, tightest), true)
	}
	return nil, e
}

// spreadSteps lets no two entries take a step at the same share, and takes those choices away that make no
// session shorter.
func (c *composer) spreadSteps() {
	for i := range c.entries {
		e := &c.entries[i]
		e.bias = (float64(i) + 0.5) / float64(len(c.entries))
		if m, ok := c.menu(e.Stretch); ok {
			c.menus[e.Stretch] = c.trim(e.Stretch, m)
		}
	}
}

// trim leaves out the doses at the low end for which more time goes to saying tips
// before them than a longer dose takes, with the tips in it.
func (c *composer) trim(s *routine.Stretch, m menu) menu {
	best := time.Duration(math.MaxInt64)
	low := m.low
	for n := m.low; n <= m.high; n += m.step {
		cost, early := c.cost(s, n)
		if cost < best {
			best, low = cost, n
		}
		if !early {
			break
		}
	}
	m.low = low
	return m
}

// cost is how long a dose takes, on all sides, with what is said before it and
// depends on it.
func (c *composer) cost(s *routine.Stretch, breaths int) (cost time.Duration, early bool) {
	sides := []script.Side{""}
	if s.Motion == routine.Hold && len(s.Sides) > 0 {
		sides = s.Sides
	}
	for _, side := range sides {
		d := c.plan(s, side, amount{breaths, 1})
		cost += d.total() + c.lengthOf(c.howLong(s, breaths))
		for _, tip := range d.early {
			cost += lineGap.usual + c.lengthOf(tip)
			early = true
		}
	}
	return cost, early
}

// reach is a session of a length, nil where there is none.
func (c *composer) reach(want time.Duration) *builder {
	if want < c.measure(0, tightest)-slack || want > c.measure(1, loosest)+slack {
		return nil
	}
	low, high := c.around(want)
	if want-c.measure(low, usualPace) > c.measure(high, usualPace)-want {
		low, high = high, low
	}
	for _, at := range []share{low, high} {
		if b := c.close(at, want); b != nil {
			return b
		}
	}
	return nil
}

// around finds two shares one step apart between which the session, at its
// usual pace, passes a length; both are the same end where it does not reach it.
func (c *composer) around(want time.Duration) (low, high share) {
	const steps = 1 << 24 // finer than any session has
	from, to := 0, steps
	switch {
	case c.measure(0, usualPace) > want:
		return 0, 0
	case c.measure(1, usualPace) <= want:
		return 1, 1
	}
	for to-from > 1 {
		if mid := (from + to) / 2; c.measure(share(mid)/steps, usualPace) <= want {
			from = mid
		} else {
			to = mid
		}
	}
	return share(from) / steps, share(to) / steps
}

// close finds the pace at which a session with such doses has a length, by
// bisection; nil when no pace does.
func (c *composer) close(at share, want time.Duration) *builder {
	pace, length := usualPace, time.Duration(0)
	for low, high := tightest, loosest; high-low > 1e-9 && length != want; {
		pace = (low + high) / 2
		if length = c.measure(at, pace); length < want {
			low = pace
		} else {
			high = pace
		}
	}
	if (length - want).Abs() > slack {
		return nil
	}
	return c.lay(at, pace)
}

// round is a length that can be had as whole seconds, up or down, where those can be had too.
func (c *composer) round(d time.Duration, up bool) time.Duration {
	whole := d.Truncate(time.Second)
	if up && whole < d {
		whole += time.Second
	}
	if c.reach(whole) != nil {
		return whole
	}
	return d
}

// advise adds to a LengthError which option would help: less to say, or more rounds.
func advise(r *routine.Routine, o Options, v Voice, e *LengthError) *LengthError {
	try := func(o Options) (reached, tooLong bool) {
		c, err := newComposer(r, o, v)
		if err != nil {
			return false, true
		}
		c.spreadSteps()
		return c.reach(e.Want) != nil, c.measure(0, tightest) > e.Want
	}
	if e.Want < e.Shortest {
		for o.Guidance++; o.Guidance <= Quiet; o.Guidance++ {
			if reached, _ := try(o); reached {
				e.Guidance = o.Guidance
				break
			}
		}
	}
	if e.Want > e.Longest {
		once := max(o.Rounds, 1)
		for o.Rounds = 1 + Rounds(time.Duration(once)*e.Want/e.Longest); o.Rounds <= maxRounds; o.Rounds++ {
			reached, tooLong := try(o)
			if reached {
				e.Rounds = o.Rounds
			}
			if reached || tooLong {
				break
			}
		}
	}
	return e
}
