package main

import (
	"math"
	"math/rand/v2"
)

// atRMS scales a sound to a root mean square level in dBFS.
func atRMS(dB float64, sound []float64) []float64 {
	var sum float64
	for _, x := range sound {
		sum += x * x
	}
	return scale(sound, amplitude(dB)/math.Sqrt(sum/float64(len(sound))))
}

// atPeak scales a sound to a sample peak in dBFS.
func atPeak(dB float64, sound []float64) []float64 {
	var peak float64
	for _, x := range sound {
		peak = max(peak, math.Abs(x))
	}
	return scale(sound, amplitude(dB)/peak)
}

func scale(sound []float64, by float64) []float64 {
	for i := range sound {
		sound[i] *= by
	}
	return sound
}

// amplitude converts a level in dB to a factor.
func amplitude(dB float64) float64 { return math.Pow(10, dB/20) }

// quantise adds triangular dither, two steps wide, and rounds a sound to 16 bit. The dither
// turns the rounding error into constant noise (Lipshitz, Wannamaker and Vanderkooy,
// "Quantization and Dither", JAES 40:5, 1992). Digital silence stays silent.
func quantise(sound []float64, seed uint64) []int {
	r := rand.New(rand.NewPCG(seed, 1))
	steps := make([]int, len(sound))
	for i, x := range sound {
		dither := r.Float64() - r.Float64()
		if x != 0 {
			steps[i] = int(max(-32768, min(32767, math.Round(x*32768+dither))))
		}
	}
	return steps
}
