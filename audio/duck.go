package audio

import (
	"cmp"
	"math"
	"slices"
	"time"

	"respite/script"
)

// A ducking says by how much the bed is lowered, and during which kinds of cue.
type ducking struct {
	depth float64                // dB
	under func(script.Kind) bool // whether it is lowered during cues of a kind
}

// The bed is lowered before a cue begins, and comes back slowly after it. In a short
// pause it stays low: a rise for two seconds is heard as pumping.
const (
	duckDepth = 7.0 // dB
	duckDown  = 600 * time.Millisecond
	duckUp    = 1500 * time.Millisecond
	duckHold  = 4 * time.Second // the longest pause in which it stays low
)

// A duckedCurve is the gain of the bed over the time of a session. It is a function
// of time, computed from the cues of the timeline.
type duckedCurve struct {
	ducking
	spans []span // sorted, apart by more than duckHold
}

// A span is from one time to another.
type span struct{ from, to time.Duration }

// over returns the curve of a timeline.
func (d ducking) over(t *script.Timeline) duckedCurve {
	var spans []span
	for _, c := range t.Cues {
		if !d.under(c.Kind) {
			continue
		}
		if n := len(spans); n > 0 && c.At-spans[n-1].to <= duckHold {
			spans[n-1].to = max(spans[n-1].to, c.End())
		} else {
			spans = append(spans, span{c.At, c.End()})
		}
	}
	return duckedCurve{d, spans}
}

// gain is the gain in dB at a time, 0 or below.
func (d duckedCurve) gain(at time.Duration) float64 {
	next, _ := slices.BinarySearchFunc(d.spans, at, func(s span, at time.Duration) int { return cmp.Compare(s.from, at) })
	near := 0.0 // how far down, 0 to 1
	if next < len(d.spans) {
		near = 1 - part(d.spans[next].from-at, duckDown)
	}
	if next > 0 {
		near = max(near, 1-part(at-d.spans[next-1].to, duckUp))
	}
	return -d.depth * near
}

// part is how much of a whole has gone by, 0 to 1.
func part(of, whole time.Duration) float64 {
	return math.Min(math.Max(float64(of)/float64(whole), 0), 1)
}
