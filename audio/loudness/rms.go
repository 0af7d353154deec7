package loudness

import (
	"io"
	"math"
)

// An RMS is the unweighted power of sound in dBFS, as audiobook publishers measure it.
// Silence measures -Inf.
type RMS struct {
	Whole float64 // the whole sound, both channels
	Floor float64 // the softest half second
	Peak  float64 // sample peak
}

// MeasureRMS measures the sound that read returns, as for [Measure], at a rate in Hz.
// The errors are those of read.
func MeasureRMS(read func([][2]float32) (int, error), rate int) (RMS, error) {
	window := make([]frame, rate/2)
	whole, softest, peak := 0.0, math.Inf(1), float32(0)
	frames := 0
	for {
		n, err := readFull(read, window)
		if err != nil && err != io.EOF {
			return RMS{}, err
		}
		sum := 0.0
		for _, f := range window[:n] {
			sum += float64(f[0])*float64(f[0]) + float64(f[1])*float64(f[1])
		}
		if n == len(window) {
			softest = min(softest, sum/float64(2*n))
		}
		whole, frames, peak = whole+sum, frames+n, max(peak, SamplePeak(window[:n]))
		if err == io.EOF {
			return RMS{10 * math.Log10(whole/float64(2*frames)), 10 * math.Log10(softest), 20 * math.Log10(float64(peak))}, nil
		}
	}
}
