package main

import (
	"math"
	"math/rand/v2"
)

// atRMS scales a sound to a root mean square in dB of full scale.
func atRMS(dB float64, sound []float64) []float64 {
	var sum float64
	for _, x := range sound {
		sum += x * x
	}
	return scale(sound, amplitude(dB)/math.Sqrt(sum/float64(len(sound))))
}

// atPeak scales a sound so that its largest sample has a level in dB of full scale.
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

// amplitude is a level in dB as a factor.
func amplitude(dB float64) float64 { return math.Pow(10, dB/20) }

// quantise rounds a sound to 16 bit after adding triangular dither, two
// steps wide, which turns the rounding error into a steady faint hiss
// (Lipshitz, Wannamaker and Vanderkooy, "Quantization and Dither", JAES 40:5,
// 1992). What is exactly silent stays so.
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
