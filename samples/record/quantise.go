package record

import (
	"math"
	"math/rand/v2"
	"slices"
)

// quantise rounds x to 16 bit with triangular dither of two steps, which makes the
// error a steady hiss instead of a distortion (S. P. Lipshitz, R. A.
// Wannamaker and J. Vanderkooy, "Quantization and Dither: A Theoretical
// Survey", J. Audio Eng. Soc. 40, 1992). Its seed is fixed: the same x gives
// the same samples.
func quantise(x []float32) []int16 {
	rng := rand.New(rand.NewPCG(1992, 40))
	y := make([]int16, len(x))
	for i, v := range x {
		dither := rng.Float64() - rng.Float64()
		y[i] = int16(min(max(math.Round(float64(v)*32768+dither), -32768), 32767))
	}
	return y
}

// coarse rounds 16-bit samples to steps of 8, with dither as [quantise] has it: 13 bits, whose
// hiss is at -78 dBFS, 58 dB under a line. A FLAC file is a third smaller then.
func coarse(x []int16) []int16 {
	const step = 8
	rng := rand.New(rand.NewPCG(2026, 13))
	y := make([]int16, len(x))
	for i, v := range x {
		dither := rng.Float64() - rng.Float64()
		y[i] = int16(step * min(max(math.Round(float64(v)/step+dither), -32768/step), 32767/step))
	}
	return y
}

// withoutSilence is a line of which no more silence is left at the ends than [trim] leaves: the
// rounding may make the last of a sound silent.
func withoutSilence(x []int16) []int16 {
	isLoud := func(v int16) bool { return !isSilent(float32(v) / 32768) }
	first := slices.IndexFunc(x, isLoud)
	if first < 0 {
		return x
	}
	last := len(x) - 1
	for !isLoud(x[last]) {
		last--
	}
	return x[max(first-padBefore, 0):min(last+1+padAfter, len(x))]
}

// floats is 16-bit sound at full scale 1.
func floats(x []int16) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v) / 32768
	}
	return y
}
