// Package dither rounds sound to integers. Its dither depends on the position only.
package dither

import "math/bits"

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
// function of the position, so that blocks can be rendered in any order. The generator
// is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func At(at int64) (left, right float64) {
	z := uint64(at+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	const step = 1.0 / (1 << 16)
	return float64(int32(z&0xffff)-int32(z>>16&0xffff)) * step, float64(int32(z>>32&0xffff)-int32(z>>48)) * step
}

// Step is the number of parts, as [Parts] returns them, in one step.
const Step = 1 << 16

// Parts returns the dither for the two samples of a frame, as [At] does, for whole
// sessions: as integers, with the generator wyrand (Wang Yi, wyhash final version 3,
// 2020), in half the time. The unit is a part of a step, and half a step is added, so
// that truncation rounds. One 64-bit number holds both channels. A borrow from the
// left channel lowers the right one by one part, which does not matter.
func Parts(at int64) (left, right int32) {
	const seed, other, numbers, halves = 0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x0000ffff0000ffff, 0x0000800000008000
	z := uint64(at+1) * seed
	hi, lo := bits.Mul64(z, z^other)
	z = hi ^ lo
	z = z&numbers - z>>16&numbers + halves
	return int32(z), int32(z >> 32)
}
