package audio

import (
	"cmp"
	"slices"
	"time"

	"respite/script"
)

// A ducking states by how much the bed is lowered, and during which kinds of cue.
type ducking struct {
	depth float64                // dB
	under func(script.Kind) bool // reports whether cues of a kind lower the bed
}

// The bed is lowered before a cue begins, and rises slowly after it. In a short pause
// it stays low, because a rise of two seconds would be heard as pumping.
const (
	duckDepth = 7.0 // dB
	duckDown  = 600 * time.Millisecond
	duckUp    = 1500 * time.Millisecond
	duckHold  = 4 * time.Second // the longest pause during which the bed stays low
)

// A duckedCurve is the gain of the bed over a session. It is a pure function of time,
// computed from the cues of the timeline.
type duckedCurve struct {
	ducking
	spans []span // sorted, with gaps longer than duckHold
}

// A span is an interval of time.
type span struct{ from, to time.Duration }

// over returns the gain curve for a timeline.
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

// gain returns the gain in dB at a time, at most 0.
func (d duckedCurve) gain(at time.Duration) float64 {
	next, _ := slices.BinarySearchFunc(d.spans, at, func(s span, at time.Duration) int { return cmp.Compare(s.from, at) })
	near := 0.0 // share of the full depth, 0 to 1
	if next < len(d.spans) {
		near = 1 - part(d.spans[next].from-at, duckDown)
	}
	if next > 0 {
		near = max(near, 1-part(at-d.spans[next-1].to, duckUp))
	}
	return -d.depth * near
}

// part returns the elapsed share of a duration, 0 to 1.
func part(of, whole time.Duration) float64 {
	return min(max(float64(of)/float64(whole), 0), 1)
}
