package audio

import (
	"cmp"
	"math"
	"slices"
	"time"

	"respite/script"
)

// A ducking says how something gives way to a kind of cue.
type ducking struct {
	depth float64       // dB
	down  time.Duration // before the cue begins
	up    time.Duration // after it ends
	hold  time.Duration // a pause up to this long is not worth coming back for
	kinds []script.Kind
}

// The bed is down before the voice begins, and comes back slowly; breath tones push it back only a little.
var (
	underSpeech = ducking{12, 600 * time.Millisecond, 1500 * time.Millisecond, 1500 * time.Millisecond, []script.Kind{script.Speech}}
	underTones  = ducking{3, 300 * time.Millisecond, 600 * time.Millisecond, time.Second,
		[]script.Kind{script.Inhale, script.Sip, script.HoldTone, script.Exhale, script.RestTone}}
)

// A duckedCurve is a gain over the time of a session that knows its cues
// beforehand. It is a function of time: nothing listens, nothing lags.
type duckedCurve struct {
	ducking
	spans []span // sorted, apart by more than hold
}

// A span is from one time to another.
type span struct{ from, to time.Duration }

// over is the curve of a timeline.
func (d ducking) over(t *script.Timeline) duckedCurve {
	var spans []span
	for _, c := range t.Cues {
		if !slices.Contains(d.kinds, c.Kind) {
			continue
		}
		if n := len(spans); n > 0 && c.At-spans[n-1].to < d.hold {
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
		near = 1 - part(d.spans[next].from-at, d.down)
	}
	if next > 0 {
		near = max(near, 1-part(at-d.spans[next-1].to, d.up))
	}
	return -d.depth * near
}

// part is how much of a whole has gone by, 0 to 1.
func part(of, whole time.Duration) float64 {
	return math.Min(math.Max(float64(of)/float64(whole), 0), 1)
}
