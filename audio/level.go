package audio

import (
	"math"

	"respite/audio/envelope"
	"respite/audio/limit"
	"respite/audio/loudness"
)

// grains is the number of values that a level stores for each second.
const grains = 100

// A level is the loudness of a sound over time. The energies of uncorrelated sounds
// add up. So the loudness of a session is computed from its timeline and the level of
// each sound, and each sound is measured once.
type level struct {
	raw    Source    // the sound without a limiter
	rate   int       // of its frames, Hz
	energy []float64 // cumulative K-weighted energy of both channels up to each grain: full scale squared times seconds
	peak   float32   // of its samples, full scale 1
}

// newLevel measures a Source with a rate in Hz.
func newLevel(src Source, rate int) *level {
	const ring = 10 // grains that the filter needs to decay after the last frame
	n := int(src.Len()*grains/int64(rate)) + ring
	l := &level{raw: src, rate: rate, energy: make([]float64, 1, n+1)}
	weighting := loudness.NewWeighting(rate)
	window := make([]Frame, rate/4+1)
	sum := 0.0
	for at := 0; at < n; {
		from, last := grain(at, rate), min(at+grains/4, n)
		part := window[:grain(last, rate)-from]
		src.Render(part, int64(from))
		l.peak = max(l.peak, loudness.SamplePeak(part))
		for ; at < last; at++ {
			sum += weighting.Energy(part[grain(at, rate)-from : grain(at+1, rate)-from])
			l.energy = append(l.energy, sum/float64(rate))
		}
	}
	return l
}

// levelOf returns the level of a mono Source from its envelope, with the Source's own
// rate in Hz. It renders nothing.
func levelOf(e envelope.Envelope, src Source, rate int) *level {
	const each, channels = grains / envelope.PerSecond, 2
	l := &level{raw: src, rate: rate, energy: make([]float64, 1, len(e.Steps)*each+1), peak: e.Peak}
	sum := 0.0
	for _, power := range e.Powers() {
		for range each {
			sum += channels * power / grains
			l.energy = append(l.energy, sum)
		}
	}
	return l
}

// wide returns the level of a loop whose second channel is shifted by some seconds,
// from the level l of the same loop with equal channels. Resampling raises samples by
// at most the factor swell.
func (l *level) wide(ahead, seconds float64, swell float32) *level {
	w := &level{rate: l.rate, peak: l.peak * swell}
	for i := range int(seconds*grains) + 1 {
		t := float64(i) / grains
		w.energy = append(w.energy, (l.looped(t, seconds)+l.looped(t+ahead, seconds)-l.looped(ahead, seconds))/2)
	}
	return w
}

// looped returns the energy up to a time of a repeated loop of a given number of seconds.
func (l *level) looped(t, seconds float64) float64 {
	rounds := math.Floor(t / seconds)
	return rounds*l.until(seconds) + l.until(t-rounds*seconds)
}

// limited returns the level of the sound after a limiter.
func (l *level) limited(ceiling float32) *level {
	limited := newLevel(limit.New(l.raw, l.rate, ceiling), l.rate)
	limited.raw = l.raw
	return limited
}

// grain returns the first frame of a grain.
func grain(i, rate int) int { return i * rate / grains }

// between returns the energy between two times in seconds from the start of the sound.
func (l *level) between(from, to float64) float64 { return l.until(to) - l.until(from) }

// until returns the energy up to a time in seconds.
func (l *level) until(t float64) float64 {
	x := min(max(t*grains, 0), float64(len(l.energy)-1))
	i := min(int(x), len(l.energy)-2)
	return l.energy[i] + (x-float64(i))*(l.energy[i+1]-l.energy[i])
}

// loudness returns the integrated loudness in LUFS, as [loudness.Integrated] does.
func (l *level) loudness() float64 { return loudness.Gated(l.blocks()) }

// loudest returns the greatest momentary loudness (EBU Tech 3341) in LUFS: the
// loudness of the loudest 400 ms.
func (l *level) loudest() float64 {
	most := 0.0
	for _, power := range l.blocks() {
		most = max(most, power)
	}
	return loudness.LUFS(most)
}

// gainTo returns the factor that brings the loudest 400 ms to a loudness in LUFS; 0
// for a sound that is silent or too short to measure.
func (l *level) gainTo(wanted float64) float32 {
	is := l.loudest()
	if math.IsInf(is, -1) {
		return 0
	}
	return decibels(wanted - is)
}

// blocks returns the K-weighted mean square of each block of 400 ms.
func (l *level) blocks() []float64 {
	powers := make([]float64, int(l.seconds()*loudness.Steps))
	for i := range powers {
		powers[i] = l.between(float64(i)/loudness.Steps, float64(i+1)/loudness.Steps) * loudness.Steps
	}
	return loudness.Blocks(powers)
}

// seconds returns the length of the level, including the decay of the filter.
func (l *level) seconds() float64 { return float64(len(l.energy)-1) / grains }
