package script

import (
	"errors"
	"strings"
	"time"
)

// A Breath gives the length of a breath's four phases; Hold and Rest may be 0.
type Breath struct {
	In, Hold, Out, Rest time.Duration
}

// defaultBreath is six breaths a minute, out longer than in.
var defaultBreath = Breath{In: 4 * time.Second, Out: 6 * time.Second}

// How long a phase may be.
const (
	shortestMove  = time.Second // of an inhale or exhale
	shortestPause = 500 * time.Millisecond
	longestPhase  = 20 * time.Second
)

// Set reads a breath such as 4s/6s, in and out, or 4s/4s/4s/4s, in, hold, out
// and rest.
func (b *Breath) Set(text string) error {
	var phases []time.Duration
	for i, part := range strings.Split(text, "/") {
		shortest := shortestMove
		if i%2 == 1 && strings.Count(text, "/") == 3 {
			shortest = shortestPause
		}
		d, err := parseTime(part, "a phase of a breath", shortest, longestPhase)
		if err != nil {
			return err
		}
		phases = append(phases, d)
	}
	switch len(phases) {
	case 2:
		*b = Breath{In: phases[0], Out: phases[1]}
	case 4:
		*b = Breath{In: phases[0], Hold: phases[1], Out: phases[2], Rest: phases[3]}
	default:
		return errors.New("a breath is two phases, such as 4s/6s, or four: in, hold, out and rest")
	}
	return nil
}

// String is what Set reads; it is empty for the zero breath.
func (b *Breath) String() string {
	phases := []time.Duration{b.In, b.Hold, b.Out, b.Rest}
	switch {
	case *b == Breath{}:
		return ""
	case b.Hold == 0 && b.Rest == 0:
		phases = []time.Duration{b.In, b.Out}
	}
	texts := make([]string, len(phases))
	for i, d := range phases {
		texts[i] = timeText(d)
	}
	return strings.Join(texts, "/")
}

// Type is the kind of value, for flag packages.
func (b *Breath) Type() string { return "breath" }
