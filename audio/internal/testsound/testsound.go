// Package testsound has test signals and measurements for several packages.
package testsound

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Sine returns n samples of a sine with an amplitude, at rate Hz. Whole numbers of Hz
// repeat every second, which is quicker than to compute each sample.
func Sine(n, rate int, hz, amplitude float64) []float32 {
	x := make([]float32, n)
	once := n
	if hz == math.Trunc(hz) {
		once = min(n, rate)
	}
	for i := range once {
		x[i] = float32(amplitude * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	for i := once; i < n; i += once {
		copy(x[i:], x[:once])
	}
	return x
}

// Tone returns the amplitude of the frequency hz in x, by projection under a Hann
// window, whose side lobes fall fast enough to separate tones 100 Hz apart.
func Tone(x []float32, rate int, hz float64) float64 {
	var re, im, sum float64
	for i, v := range x {
		w := 1 - math.Cos(2*math.Pi*float64(i)/float64(len(x)))
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / float64(rate))
		re, im, sum = re+w*float64(v)*c, im+w*float64(v)*s, sum+w
	}
	return 2 * math.Hypot(re, im) / sum
}

// Babble returns noise whose level changes like speech: loud, soft and silent parts.
func Babble(rate, seconds int) []float32 {
	rng := rand.New(rand.NewPCG(7, 7))
	x := make([]float32, rate*seconds)
	low, level := 0.0, 0.0
	for i := range x {
		if i%(rate/4) == 0 {
			level = []float64{0, 0.02, 0.2, 0.7}[rng.IntN(4)]
		}
		low += 0.2 * (level*rng.NormFloat64() - low)
		x[i] = float32(max(-0.99, min(0.99, low)))
	}
	return x
}

// Both copies mono sound to both channels.
func Both(x []float32) [][2]float32 {
	f := make([][2]float32, len(x))
	for i, v := range x {
		f[i] = [2]float32{v, v}
	}
	return f
}

// DB converts an amplitude to dB.
func DB(amplitude float64) float64 { return 20 * math.Log10(amplitude) }

// PerFrame reports the time of a benchmark for each frame.
func PerFrame(b *testing.B, frames int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(frames), "ns/frame")
}

// Near reports whether two values differ by a tolerance at most. NaN is near nothing.
func Near(got, want, tolerance float64) bool { return math.Abs(got-want) <= tolerance }
