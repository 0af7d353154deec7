// Package mastering makes a line from a take. It trims the take, compresses it, and sets its
// loudness.
package mastering

import (
	"errors"
	"fmt"
	"math"

	"respite/audio"
	"respite/audio/biquad"
	"respite/audio/limit"
	"respite/audio/loudness"
	"respite/audio/resample"
	"respite/samples"
)

// Version increases when [Line] changes, so that a cache does not reuse older lines.
const Version = 3

// Kind is the kind of a voice, which selects the equaliser.
type Kind int

// The kinds.
const (
	Dull    Kind = 1 + iota // an engine with most of its power below 300 Hz
	Natural                 // a person, a neural engine, or unknown: only rumble is removed
)

const (
	target    = -20.0 // LUFS, for every line
	tolerance = 0.3   // LU
	ceiling   = -3.2  // dBTP; after dither and rounding, no sample exceeds -3 dBFS
)

// Line makes a line from a take of mono sound with full scale 1 at rate Hz. The clip has
// [samples.VoiceRate], a loudness of -20 LUFS as measured by [Loudness], no sample above -3
// dBFS, and at most 60 ms of silence at its ends. The same take always gives the same samples.
// Line fails if the take is silent, has samples that are not finite, or cannot reach the
// loudness.
func Line(take []float32, rate int, kind Kind) (audio.Clip, error) {
	if err := checkFinite(take); err != nil {
		return audio.Clip{}, err
	}
	x := AtVoiceRate(take, rate)
	if math.IsInf(RepeatedLoudness(x), -1) {
		return audio.Clip{}, errors.New("the take is silent")
	}
	scale(x, target-RepeatedLoudness(x)) // gives the compressor and the gate the same level for any take
	for _, f := range equaliser(kind) {
		f.Run(x)
	}
	compress(x)
	scale(x, target-RepeatedLoudness(x))
	x = trim(x)
	fade(x)
	x, err := level(x)
	if err != nil {
		return audio.Clip{}, err
	}
	return audio.Clip{Rate: samples.VoiceRate, Samples: quantise(x)}, nil
}

// Loudness returns the integrated loudness of a line in LUFS. It repeats the mono clip until
// it lasts at least 4 s, because a short line has too few blocks for the gates of ITU-R
// BS.1770-4.
func Loudness(clip audio.Clip) float64 {
	return loudness.Integrated(clip.Rate, repeated(Floats(clip.Samples), 4*clip.Rate))
}

// level brings x to the target loudness with its peaks under the ceiling. It repeats gain and
// limiting until the loudness is right.
func level(x []float32) ([]float32, error) {
	gain, loudness := 0.0, 0.0
	for range 12 {
		y := append([]float32(nil), x...)
		scale(y, gain)
		y = limited(y)
		loudness = RepeatedLoudness(y)
		if math.Abs(loudness-target) < tolerance/30 {
			return y, nil
		}
		gain += target - loudness
	}
	return nil, fmt.Errorf("with its peaks limited to %.1f dBTP, the take reaches %.1f LUFS instead of %.0f", ceiling, loudness, target)
}

// limited returns x with its true peaks limited to the ceiling.
func limited(x []float32) []float32 {
	frames := make([][2]float32, len(x))
	limit.New(mono(x), samples.VoiceRate, float32(amplitude(ceiling))).Render(frames, 0)
	y := make([]float32, len(x))
	for i, f := range frames {
		y[i] = f[0]
	}
	return y
}

// mono is a sound as a source with two equal channels.
type mono []float32

func (m mono) Len() int64 { return int64(len(m)) }

func (m mono) Render(dst [][2]float32, at int64) {
	clear(dst)
	for i := max(0, -at); i < min(int64(len(dst)), m.Len()-at); i++ {
		dst[i] = [2]float32{m[at+i], m[at+i]}
	}
}

// equaliser returns the filters of a voice: a high-pass against rumble and, for a dull voice,
// less below 300 Hz and more around 2.8 kHz, where a phone's loudspeaker works well.
func equaliser(kind Kind) []biquad.Filter {
	const rate, q = samples.VoiceRate, math.Sqrt2 / 2
	filters := []biquad.Filter{biquad.HighPass(rate, 70, q)}
	if kind == Dull {
		filters = append(filters, biquad.LowShelf(rate, 300, q, -7), biquad.Peaking(rate, 2800, 0.9, 2))
	}
	return filters
}

// AtVoiceRate resamples a take to the rate of a voice.
func AtVoiceRate(take []float32, rate int) []float32 {
	r := resample.New[float32](rate, samples.VoiceRate)
	x := make([]float32, r.Len(len(take)))
	r.Render(x, take, 0)
	return x
}

// RepeatedLoudness is [Loudness] for sound of full scale 1 at the rate of a voice.
func RepeatedLoudness(x []float32) float64 {
	return loudness.Integrated(samples.VoiceRate, repeated(x, 4*samples.VoiceRate))
}

// repeated repeats x until it has at least n samples.
func repeated(x []float32, n int) []float32 {
	if len(x) == 0 {
		return nil
	}
	y := make([]float32, 0, n+len(x))
	for len(y) < n {
		y = append(y, x...)
	}
	return y
}

// scale changes the level of x by gain in dB.
func scale(x []float32, gain float64) {
	a := float32(amplitude(gain))
	for i := range x {
		x[i] *= a
	}
}

// amplitude converts a level in dB to a factor.
func amplitude(db float64) float64 { return math.Pow(10, db/20) }

func checkFinite(x []float32) error {
	for i, v := range x {
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("sample %d of the take is not finite: %v", i, v)
		}
	}
	return nil
}
