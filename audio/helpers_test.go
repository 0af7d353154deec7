package audio_test

import (
	"math"

	"respite/audio"
	"respite/audio/loudness"
)

// frames renders the frames [from, to) of a source.
func frames(src audio.Source, from, to int64) []audio.Frame {
	f := make([]audio.Frame, to-from)
	src.Render(f, from)
	return f
}

// peak returns the largest absolute sample value of either channel.
func peak(fs []audio.Frame) (p float64) {
	for _, f := range fs {
		p = max(p, math.Abs(float64(f[0])), math.Abs(float64(f[1])))
	}
	return p
}

// loudnessOf returns the loudness of frames in LUFS.
func loudnessOf(fs []audio.Frame, rate int) float64 {
	l, r := make([]float32, len(fs)), make([]float32, len(fs))
	for i, f := range fs {
		l[i], r[i] = f[0], f[1]
	}
	return loudness.Integrated(rate, l, r)
}
