package picture

import (
	"time"

	"respite/script"
)

// A Turn is a time at which the breath turns, and how full the lungs are
// then: 0 after breathing out, 1 after breathing in. Between two turns the
// breath goes smoothly, as [Smooth] has it.
type Turn struct {
	At    time.Duration
	Level float64
}

// sipped is how full the lungs are before a second, short inhale.
const sipped = 0.75

// Breath is all turns of a session's breath, sorted by time. Between the doses it
// rests at 0.
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

// nextPhase is the kind of the first phase among cues.
func nextPhase(cues []script.Cue) script.Kind {
	for _, c := range cues {
		if c.Kind.IsPhase() {
			return c.Kind
		}
	}
	return ""
}

// Smooth is how far a movement is after a part of its time, both 0 to 1: it
// begins and ends at rest.
func Smooth(x float64) float64 { return x * x * (3 - 2*x) }
