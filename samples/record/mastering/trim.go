package mastering

import (
	"math"
	"slices"

	"respite/samples"
	"respite/samples/record/internal/quantile"
)

// The silence that remains around the words, in samples. It gives the fades room outside of
// the words, and is below the limit of 60 ms for a line.
const (
	padBefore  = samples.VoiceRate * 12 / 1000
	padAfter   = samples.VoiceRate * 25 / 1000
	fadeLength = samples.VoiceRate * 8 / 1000
)

// gate is the level of silence without noise: -60 dBFS.
const gate = 0.001

// trim shortens the silence at both ends to the pads. If the take starts or ends too early for
// a pad, it adds zeros.
func trim(x []float32) []float32 {
	from, to := Words(x)
	y := make([]float32, padBefore+to-from+padAfter)
	start := max(from-padBefore, 0)
	copy(y[padBefore-(from-start):], x[start:min(to+padAfter, len(x))])
	return y
}

// Words returns where the words start and end: the first and the last sample above the gate
// or, over constant noise, where the sound is clearly above the noise.
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

// silence returns the length of the silence at the start of x. Over noise, speech must be loud
// for 30 ms in a row, and the result is 40 ms shorter to keep soft consonants that the noise
// hides.
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

// The noise is measured with the levels of frames of 10 ms.
const (
	Frame    = samples.VoiceRate / 100 // samples in a frame
	Quietest = 0.05                    // share of the frames that contain only noise
)

const (
	overNoise = 2.0 // speech is at least 6 dB above the noise
	run       = 3   // frames: shorter sounds are clicks
)

// noiseAround returns the level of a noise at both ends of a take, or 0. Noise at only one end
// may be a long consonant.
func noiseAround(loud, back []float64) float64 {
	before, after := steadyNoise(loud), steadyNoise(back)
	if before > 2*after || after > 2*before {
		return 0
	}
	return max(before, after)
}

// steadyNoise returns the level of a noise at the start, or 0. It must be above the gate,
// constant for 80 ms, and far below the voice.
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

// Levels returns the level of each whole frame of 10 ms.
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

// fade fades both ends from and to zero along half a cosine.
func fade(x []float32) {
	n := min(fadeLength, len(x)/2)
	for i := range n {
		g := float32(0.5 - 0.5*math.Cos(math.Pi*float64(i)/float64(n)))
		x[i] *= g
		x[len(x)-1-i] *= g
	}
}
