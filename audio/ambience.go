package audio

import (
	"errors"
	"runtime"

	"golang.org/x/sync/errgroup"

	"respite/audio/dither"
	"respite/audio/resample"
)

// An Ambience is a seamless loop at the rate of the session that plays it as its bed.
type Ambience struct {
	rate  int        // Hz
	pcm   [2][]int16 // left and right, equally long; full scale 32768
	shift [2]int     // frames by which each channel runs ahead
	level *level
}

// NewAmbience makes a loop for sessions at a rate in Hz. The end of the clip must
// continue into its start. Each channel plays a different part of the clip, so that
// the loop sounds wide; mixing it to mono cancels no frequency. A clip without sound
// and a rate outside of 8 to 192 kHz are errors.
func NewAmbience(loop Clip, rate int) (*Ambience, error) {
	if err := errors.Join(loop.check(), checkRate(rate)); err != nil {
		return nil, err
	}
	const margin = 1 // s: context for the resampler on both sides of the seam, a whole number of frames at any rate
	n := len(loop.Samples)
	long := make([]int16, 0, n+2*margin*loop.Rate)
	for at := n - margin*loop.Rate%n; len(long) < cap(long); at = 0 {
		long = append(long, loop.Samples[at:min(n, at+cap(long)-len(long))]...)
	}
	r := resample.New[int16](loop.Rate, rate)
	pcm := make([]int16, r.Len(n))
	resampleLoop(r, pcm, long, margin*rate)
	shift := len(pcm) / 3
	l := newLevel(newClip(loop, resample.New[int16](loop.Rate, loop.Rate)), loop.Rate)
	wide := l.wide(float64(shift)/float64(rate), loop.Length().Seconds(), r.Swell())
	return &Ambience{rate: rate, pcm: [2][]int16{pcm, pcm}, shift: [2]int{0, shift}, level: wide}, nil
}

// resampleLoop sets dst to resampled frames, beginning at an offset, on all cores.
func resampleLoop(r *resample.Resampler[int16], dst, src []int16, offset int) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for at := 0; at < len(dst); at += 16 * block {
		group.Go(func() error {
			some := make([]float32, min(16*block, len(dst)-at))
			r.Render(some, src, offset+at)
			for i, x := range some {
				dst[at+i] = toInt16(x)
			}
			return nil
		})
	}
	_ = group.Wait() // there are no errors
}

func newAmbience(rate int, pcm [2][]int16, shift [2]int) *Ambience {
	a := &Ambience{rate: rate, pcm: pcm, shift: shift}
	a.level = newLevel(a, rate)
	return a
}

// Len is the number of frames until the loop starts again.
func (a *Ambience) Len() int64 { return int64(len(a.pcm[0])) }

// Render sets dst to the frames [at, at+len(dst)) of one pass of the loop.
func (a *Ambience) Render(dst []Frame, at int64) {
	first, last := overlap(len(dst), at, a.Len())
	clear(dst[:first])
	clear(dst[last:])
	a.loop(dst[first:last], at+int64(first), glide{from: 1}, nil)
}

// loop sets dst to frames of the endlessly repeated loop, times a gain, plus a mono
// sound; a nil sound is silence.
func (a *Ambience) loop(dst []Frame, at int64, gain glide, sound []float32) {
	gain.from, gain.slope = gain.from/32768, gain.slope/32768
	for len(dst) > 0 {
		left, right := a.from(0, at), a.from(1, at)
		n := min(len(dst), len(left), len(right), block)
		if sound == nil {
			gain.mix(dst[:n], left, right, silence[:])
		} else {
			gain.mix(dst[:n], left, right, sound)
			sound = sound[n:]
		}
		dst, at, gain.passed = dst[n:], at+int64(n), gain.passed+n
	}
}

// silence is added to the loop where no other sound plays.
var silence [block]float32

// from returns the rest of a channel's pass, beginning at a frame of the repeated
// loop.
func (a *Ambience) from(channel int, at int64) []int16 {
	pcm := a.pcm[channel]
	return pcm[(at+int64(a.shift[channel]))%int64(len(pcm)):]
}

// A glide is a gain that changes linearly. Each frame's gain depends on its number
// alone, so that the result does not depend on how rendering is cut into blocks.
type glide struct {
	from   float32
	slope  float32 // a frame
	passed int     // frames before the first
}

// mix sets dst to two channels, times the gain, plus a mono sound on each. All slices
// are at least as long as dst.
func (g glide) mix(dst []Frame, left, right []int16, sound []float32) {
	left, right, sound = left[:len(dst)], right[:len(dst)], sound[:len(dst)]
	if g.slope == 0 {
		for i := range dst {
			dst[i][0] = sound[i] + float32(left[i])*g.from
			dst[i][1] = sound[i] + float32(right[i])*g.from
		}
		return
	}
	for i := range dst {
		gain := g.from + float32(g.passed+i)*g.slope
		dst[i][0] = sound[i] + float32(left[i])*gain
		dst[i][1] = sound[i] + float32(right[i])*gain
	}
}

// energy returns the energy of the repeated loop between two times in seconds.
func (a *Ambience) energy(from, to float64) float64 { return a.until(to) - a.until(from) }

// until returns the energy from the start up to a time, all earlier passes included.
func (a *Ambience) until(t float64) float64 {
	return a.level.looped(t, float64(a.Len())/float64(a.rate))
}

// toInt16 converts a sample of full scale 1, rounded.
func toInt16(x float32) int16 { return int16(dither.Round(x, 0, 1<<15)) }

// gain returns the gain in dB that brings the loop to a level in dB relative to the
// voice. The gain is reduced so that the loudest moment of the loop, while ducked,
// stays 20 dB below the voice.
func (a *Ambience) gain(voice, above float64) float64 {
	const under = 20 + 1 // dB, with 1 dB of safety
	return min(voice+above-a.level.loudness(), voice-under+duckDepth-a.level.loudest())
}
