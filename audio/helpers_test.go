package audio_test

import (
	"respite/audio"
	"respite/audio/loudness"
)

// peak returns the largest absolute sample value of either channel.
func peak(fs []audio.Frame) float64 { return float64(loudness.SamplePeak(fs)) }

// loudnessOf returns the loudness of frames in LUFS.
func loudnessOf(fs []audio.Frame, rate int) float64 {
	l, r := make([]float32, len(fs)), make([]float32, len(fs))
	for i, f := range fs {
		l[i], r[i] = f[0], f[1]
	}
	return loudness.Integrated(rate, l, r)
}
