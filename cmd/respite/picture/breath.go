package picture

import (
	"time"

	"respite/script"
)

// A Turn is a time at which the breath changes direction, and the fullness of the lungs then:
// 0 after exhaling, 1 after inhaling. Between two turns the fullness follows [Smooth].
type Turn struct {
	At    time.Duration
	Level float64
}

// sipped is the fullness before the second part of a double inhale.
const sipped = 0.75

// Breath returns all turns of a session's breath, sorted by time. Between doses the fullness
// is 0.
func Breath(t *script.Timeline) []Turn {
	var turns []Turn
	var level float64
	add := func(at time.Duration, to float64) {
		level = to
		turns = append(turns, Turn{at, to})
	}
	for i, c := range t.Cues {
		if !c.Kind.IsPhase() {
			continue
		}
		if n := len(turns); n == 0 || turns[n-1].At < c.At {
			add(c.At, level)
		}
		switch c.Kind {
		case script.Inhale:
			if nextPhase(t.Cues[i+1:]) == script.Sip {
				add(c.End(), sipped)
			} else {
				add(c.End(), 1)
			}
		case script.Sip:
			add(c.End(), 1)
		case script.Exhale:
			add(c.End(), 0)
		default:
			add(c.End(), level)
		}
	}
	return turns
}

// nextPhase returns the kind of the first breath phase among the cues.
func nextPhase(cues []script.Cue) script.Kind {
	for _, c := range cues {
		if c.Kind.IsPhase() {
			return c.Kind
		}
	}
	return ""
}

// levelBetween returns the fullness at a time, in nanoseconds, between two turns. A time outside
// has the fullness of the closer turn.
func levelBetween(a, b Turn, at float64) float64 {
	part := min(max((at-float64(a.At))/float64(b.At-a.At), 0), 1)
	return a.Level + (b.Level-a.Level)*Smooth(part)
}

// Smooth maps the elapsed share of a movement's time, 0 to 1, to its progress. The speed is
// zero at both ends.
func Smooth(x float64) float64 { return x * x * (3 - 2*x) }
