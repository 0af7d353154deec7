package plan

import (
	"slices"
	"time"

	"respite/script/routine"
)

// An adviser searches for an option that gives a session the requested length.
type adviser struct {
	routine *routine.Routine
	options Options
	voice   Voice
	err     *LengthError
}

// advise adds suggestions to a LengthError: to leave out one stretch, to use less
// guidance, or to do more rounds.
func advise(r *routine.Routine, o Options, v Voice, e *LengthError) *LengthError {
	a := adviser{r, o, v, e}
	e.Alone = len(a.stretches()) <= 1
	if e.Want < e.Shortest {
		e.Without, e.Guidance = a.without(), a.guidance()
	}
	if e.Want > e.Longest {
		e.Rounds = a.rounds()
	}
	return e
}

// try reports whether other options can give the requested length, and returns the
// shortest length with them.
func (a adviser) try(o Options) (reached bool, shortest time.Duration) {
	c, err := newComposer(a.routine, o, a.voice)
	if err != nil {
		return false, longestSession
	}
	c.spreadSteps()
	_, reached = c.reach(a.err.Want)
	return reached, c.measure(settings{pace: tightest})
}

// without returns the stretch to leave out: among those that make the session short
// enough, the one that keeps it longest.
func (a adviser) without() (name string) {
	var most time.Duration
	for _, stretch := range a.stretches() {
		o := a.options
		o.Skip = append(slices.Clone(o.Skip), stretch)
		if reached, left := a.try(o); reached && left > most {
			name, most = stretch, left
		}
	}
	return name
}

// stretches are the names of the stretches that the session has.
func (a adviser) stretches() (names []string) {
	for _, s := range a.routine.Stretches {
		if s.Motion.IsStretch() && !contains(a.options.Skip, s.Name) && (len(a.options.Only) == 0 || contains(a.options.Only, s.Name)) {
			names = append(names, s.Name)
		}
	}
	return names
}

func (a adviser) guidance() Guidance {
	o := a.options
	for o.Guidance++; o.Guidance <= Quiet; o.Guidance++ {
		if reached, _ := a.try(o); reached {
			return o.Guidance
		}
	}
	return Full
}

func (a adviser) rounds() Rounds {
	o, e := a.options, a.err
	once := max(o.Rounds, 1)
	for o.Rounds = once + max(Rounds(time.Duration(once)*(e.Want-mostRest)/e.Longest)-once, 1); o.Rounds <= maxRounds; o.Rounds++ {
		reached, shortest := a.try(o)
		if reached {
			return o.Rounds
		}
		if shortest > e.Want {
			break
		}
	}
	return 0
}
