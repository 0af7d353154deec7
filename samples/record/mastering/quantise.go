package mastering

import (
	"slices"

	"respite/audio"
	"respite/audio/dither"
)

// quantise rounds x to 16 bit with dither.
func quantise(x []float32) []int16 {
	y := make([]int16, len(x))
	for i, v := range x {
		noise, _ := dither.At(int64(i))
		y[i] = int16(dither.Round(v, noise, 1<<15))
	}
	return y
}

// Coarse rounds a clip to steps of 8, with dither. This leaves 13 bits, with hiss at -78 dBFS,
// 58 dB below a line, and makes a FLAC file a third smaller. It trims new silence at the ends
// to the limits of [Line].
func Coarse(clip audio.Clip) audio.Clip {
	y := make([]int16, len(clip.Samples))
	for i, v := range clip.Samples {
		_, noise := dither.At(int64(i)) // a different sequence than in the first rounding
		y[i] = int16(8 * dither.Round(float32(v)/(1<<15), noise, 1<<12))
	}
	return audio.Clip{Rate: clip.Rate, Samples: withoutSilence(y)}
}

// withoutSilence limits the silence at the ends of a line to what [trim] leaves.
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

// Floats converts 16-bit sound to full scale 1.
func Floats(x []int16) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v) / 32768
	}
	return y
}
