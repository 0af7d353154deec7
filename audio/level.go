package audio

import (
	"math"

	"respite/audio/envelope"
	"respite/audio/limit"
	"respite/audio/loudness"
)

// grains is how many values a level has for each second.
const grains = 100

// A level is the loudness of a sound over its length. The energies of sounds that are
// not correlated add up. So the loudness of a session follows from its timeline and
// the level of each sound, and no sound is measured twice.
type level struct {
	src    Source
	raw    Source    // src without its limiter
	rate   int       // of its frames, Hz
	energy []float64 // K-weighted, of both channels, from the start to each grain: full scale squared, seconds
	peak   float32   // of its samples, full scale 1
}

// newLevel measures a Source whose frames are at a rate in Hz.
func newLevel(src Source, rate int) *level {
	const ring = 10 // grains for the filter to decay after the last frame
	n := int(src.Len()*grains/int64(rate)) + ring
	l := &level{src: src, raw: src, rate: rate, energy: make([]float64, 1, n+1)}
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

// levelOf is the level of a mono Source with an envelope, at its own rate in Hz. Nothing is rendered.
func levelOf(e envelope.Envelope, src Source, rate int) *level {
	const each, channels = grains / envelope.PerSecond, 2
	l := &level{src: src, raw: src, rate: rate, energy: make([]float64, 1, len(e.Steps)*each+1), peak: e.Peak}
	sum := 0.0
	for _, power := range e.Powers() {
		for range each {
			sum += channels * power / grains
			l.energy = append(l.energy, sum)
		}
	}
	return l
}

// wide is the level of a loop that lasts so many seconds, of which l is the level where
// it is the same on both channels: one channel is some seconds ahead. No sample is
// more than swell times as large as those that were measured.
func (l *level) wide(ahead, seconds float64, swell float32) *level {
	w := &level{rate: l.rate, peak: l.peak * swell}
	for i := range int(seconds*grains) + 1 {
		t := float64(i) / grains
		w.energy = append(w.energy, (l.looped(t, seconds)+l.looped(t+ahead, seconds)-l.looped(ahead, seconds))/2)
	}
	return w
}

// looped returns the energy up to a time of a loop that lasts so many seconds.
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

// grain is the frame at which a grain begins.
func grain(i, rate int) int { return i * rate / grains }

// between returns the energy from one time to another, both in seconds since the start of the sound.
func (l *level) between(from, to float64) float64 { return l.until(to) - l.until(from) }

// until returns the energy up to a time in seconds.
func (l *level) until(t float64) float64 {
	x := min(max(t*grains, 0), float64(len(l.energy)-1))
	i := min(int(x), len(l.energy)-2)
	return l.energy[i] + (x-float64(i))*(l.energy[i+1]-l.energy[i])
}

// loudness is integrated loudness, in LUFS, as of [loudness.Integrated].
func (l *level) loudness() float64 { return loudness.Gated(l.blocks()) }

// loudest is the greatest momentary loudness (EBU Tech 3341), in LUFS: that of
// the loudest 400 ms.
func (l *level) loudest() float64 {
	most := 0.0
	for _, power := range l.blocks() {
		most = max(most, power)
	}
	return loudness.LUFS(most)
}

// gainTo is the factor that brings the loudest 400 ms to a loudness in LUFS; 0
// for a sound that is silent or too short to measure.
func (l *level) gainTo(wanted float64) float32 {
	is := l.loudest()
	if math.IsInf(is, -1) {
		return 0
	}
	return decibels(wanted - is)
}

// blocks is the mean square of each 400 ms, K-weighted.
func (l *level) blocks() []float64 {
	powers := make([]float64, int(l.seconds()*loudness.Steps))
	for i := range powers {
		powers[i] = l.between(float64(i)/loudness.Steps, float64(i+1)/loudness.Steps) * loudness.Steps
	}
	return loudness.Blocks(powers)
}

// seconds is the length of the level, the decay of the filter included.
func (l *level) seconds() float64 { return float64(len(l.energy)-1) / grains }
