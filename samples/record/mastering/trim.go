package mastering

import (
	"math"
	"slices"

	"respite/samples"
	"respite/samples/record/internal/quantile"
)

// What is left of the silence around the words, in samples: enough for the
// fades to leave the words alone, within the 60 ms that a line may have.
const (
	padBefore  = samples.VoiceRate * 12 / 1000
	padAfter   = samples.VoiceRate * 25 / 1000
	fadeLength = samples.VoiceRate * 8 / 1000
)

// gate is the level under which there is silence where nothing is noisy: -60 dBFS.
const gate = 0.001

// trim cuts the silence at both ends down to the pads. Where the take begins
// or ends too abruptly for a pad it is made up of zeros.
func trim(x []float32) []float32 {
	from, to := Words(x)
	y := make([]float32, padBefore+to-from+padAfter)
	start := max(from-padBefore, 0)
	copy(y[padBefore-(from-start):], x[start:min(to+padAfter, len(x))])
	return y
}

// Words is where the words begin and end: at the first and the last sample
// over the gate or, where there is a steady noise, where the sound stands
// clear of that.
func Words(x []float32) (from, to int) {
	back := slices.Clone(x)
	slices.Reverse(back)
	noise := noiseAround(Levels(x), Levels(back))
	from, to = silence(x, noise), len(x)-silence(back, noise)
	if from >= to {
		return 0, 0
	}
	return from, to
}

// silence is how long x is silent at its beginning. Over noise it takes 30 ms
// in a row that are loud, and the soft consonants that it hides are given 40 ms.
func silence(x []float32, noise float64) int {
	const soft = samples.VoiceRate * 40 / 1000
	loud := Levels(x)
	for i := 0; noise > 0 && i+run <= len(loud); i++ {
		if slices.Min(loud[i:i+run]) > overNoise*noise {
			return max(i*Frame-soft, 0)
		}
	}
	n := slices.IndexFunc(x, func(v float32) bool { return !isSilent(v) })
	if n < 0 {
		return len(x)
	}
	return n
}

// Noise is measured by the levels of frames of 10 ms.
const (
	Frame    = samples.VoiceRate / 100 // samples of a frame
	Quietest = 0.05                    // the share of the frames that only noise is in
)

const (
	overNoise = 2.0 // what stands clear of it: 6 dB
	run       = 3   // frames, that are no click
)

// noiseAround is the level of a noise that a take both begins and ends with, 0
// where there is none: a long last consonant alone is no noise.
func noiseAround(loud, back []float64) float64 {
	before, after := steadyNoise(loud), steadyNoise(back)
	if before > 2*after || after > 2*before {
		return 0
	}
	return max(before, after)
}

// steadyNoise is the level of the noise at the beginning, if there is one: over the
// gate, the same for 80 ms, and far under the voice. Else it is 0.
func steadyNoise(loud []float64) float64 {
	const frames, steady, under = 8, 2.5, 0.2
	if len(loud) < 2*frames {
		return 0
	}
	first := loud[:frames]
	level := quantile.Median(first)
	if level < 0.7*gate || slices.Max(first) > steady*slices.Min(first) || level > under*quantile.Of(loud, 0.9) {
		return 0
	}
	return level
}

// Levels is the level of each whole frame of 10 ms.
func Levels(x []float32) []float64 {
	out := make([]float64, len(x)/Frame)
	for i := range out {
		sum := 0.0
		for _, v := range x[i*Frame : (i+1)*Frame] {
			sum += float64(v) * float64(v)
		}
		out[i] = math.Sqrt(sum / Frame)
	}
	return out
}

func isSilent(v float32) bool { return v < gate && v > -gate }

// fade lets both ends begin and end in nothing, along half a cosine.
func fade(x []float32) {
	n := min(fadeLength, len(x)/2)
	for i := range n {
		g := float32(0.5 - 0.5*math.Cos(math.Pi*float64(i)/float64(n)))
		x[i] *= g
		x[len(x)-1-i] *= g
	}
}
