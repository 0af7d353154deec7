// Package dither rounds sound to integers. Its dither depends on the position only.
package dither

import (
	"math"
	"sync"
)

// Round rounds a sample to an integer of full scale full, with dither in steps. It
// clamps first, because a conversion that overflows would wrap. Halves are rounded up:
// the sample is made positive, so that truncation rounds down.
func Round(x float32, dither, full float64) int32 {
	y := float64(x)*full + dither
	y = min(max(y, -full), full-1)
	return int32(y+(full+0.5)) - int32(full)
}

// At returns the dither for the two samples of a frame, in steps: triangular from -1
// to 1, which makes the error's mean and variance independent of the signal (Lipshitz,
// Wannamaker and Vanderkooy, "Quantization and Dither", JAES 40, 1992). It is a pure
// function of the position, so that blocks can be rendered in any order.
func At(at int64) (left, right float64) {
	z := random(at)
	const step = 1.0 / (1 << 16)
	return float64(int32(z&0xffff)-int32(z>>16&0xffff)) * step, float64(int32(z>>32&0xffff)-int32(z>>48)) * step
}

// random returns 64 random bits for a number, from the generator SplitMix64 (Steele,
// Lea and Flood, OOPSLA 2014).
func random(at int64) uint64 {
	z := uint64(at+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Step is the number of parts, as [Noise] returns them, in one step.
const Step = 1 << 15

// Noise returns the dither of a frame and of those that follow it, up to the next
// multiple of run. It has the properties of [At] and is faster, because it comes from a
// table. Each run begins at a random place in the table, so that the dither does not
// repeat. The unit is a part of a step, and half a step is added, so that truncation
// rounds.
func Noise(at int64) [][2]int32 {
	first, passed := random(at/run)%starts, at%run
	return table()[first:][passed:run]
}

// run is the number of frames that take consecutive dither from the table. starts is
// the number of places in the table where a run can begin.
const run, starts = 1 << 10, 1 << 16

var table = sync.OnceValue(func() [][2]int32 {
	t := make([][2]int32, starts+run)
	for i := range t {
		l, r := At(int64(i))
		t[i] = [2]int32{part(l), part(r)}
	}
	return t
})

// part converts dither from steps to parts, and adds half a step.
func part(steps float64) int32 { return int32(math.Floor(steps*Step)) + Step/2 }
