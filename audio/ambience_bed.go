package audio

import (
	"time"

	"respite/script"
)

// The bed of a session: how it begins and ends.
const (
	bedIn    = 3 * time.Second // from silence at the start
	bedOut   = 6 * time.Second // to silence, bedRest before the end
	bedRest  = time.Second
	bedGrain = 1024 // frames between the points at which the gain is computed exactly
)

// A bed is an ambience under a timeline.
type bed struct {
	*Ambience
	length   time.Duration
	from, to time.Duration // the bed sounds between these times
	gain     float64       // dB, while it is not ducked
	ducks    []duckedCurve
}

// newBed returns an ambience with a gain in dB under a timeline. A loud ambience is
// ducked further under tones than under words: the usual ducking already keeps it 20
// dB below words.
func newBed(a *Ambience, t *script.Timeline, gain float64) *bed {
	const clear = 6 // dB between the loudest moment of the ambience and a tone
	start := toneLoudness + toneStart + toneRise*toneClear
	forTones := max(duckDepth, gain+a.level.loudest()-(start-clear))
	speechOrTones := func(k script.Kind) bool { return k == script.Speech || k == script.Sound || k.IsPhase() }
	return &bed{a, t.Length, 0, t.Length, gain, []duckedCurve{
		ducking{duckDepth, speechOrTones}.over(t), ducking{forTones, script.Kind.IsPhase}.over(t),
	}}
}

func (b *bed) Len() int64 { return FrameAt(b.length, b.rate) }

func (b *bed) Render(dst []Frame, at int64) {
	first, last := overlap(len(dst), at, b.Len())
	clear(dst[:first])
	clear(dst[last:])
	b.renderOver(dst[first:last], at+int64(first), nil)
}

// renderOver sets dst to frames of the bed plus a mono sound; a nil sound is silence.
// All frames must lie within the bed.
func (b *bed) renderOver(dst []Frame, at int64, sound []float32) {
	passed := at % bedGrain
	for from := b.factor(at - passed); len(dst) > 0; passed = 0 {
		n := min(int(bedGrain-passed), len(dst))
		to := b.factor(at - passed + bedGrain)
		gain := glide{from, (to - from) / bedGrain, int(passed)}
		if sound == nil {
			b.loop(dst[:n], at, gain, nil)
		} else {
			b.loop(dst[:n], at, gain, sound[:n])
			sound = sound[n:]
		}
		dst, at, from = dst[n:], at+int64(n), to
	}
}

// energy returns the energy of the bed over a short interval, in seconds.
func (b *bed) energy(from, to float64) float64 {
	g := float64(b.factor(int64((from + to) / 2 * float64(b.rate))))
	return g * g * b.Ambience.energy(from, to)
}

// most is an upper bound of the absolute sample value.
func (b *bed) most() float32 { return decibels(b.gain) * b.level.peak }

// factor returns the linear gain at a frame.
func (b *bed) factor(frame int64) float32 {
	at := time.Duration(float64(frame) / float64(b.rate) * float64(time.Second))
	ducked := 0.0
	for _, d := range b.ducks {
		ducked = min(ducked, d.gain(at))
	}
	fade := ease(part(at-b.from, bedIn)) * ease(part(b.to-bedRest-at, bedOut))
	return decibels(b.gain+ducked) * float32(fade)
}
