// Package dither rounds sound to integers, with dither that depends only on the position.
package dither

// Round rounds a sample to an integer of full scale full, with dither in
// steps. It clamps first: a conversion that overflows would wrap. Halves are
// rounded up, with all numbers kept above zero, where cutting off is rounding down.
func Round(x float32, dither, full float64) int32 {
	y := float64(x)*full + dither
	y = min(max(y, -full), full-1)
	return int32(y+(full+0.5)) - int32(full)
}

// At is the dither for the two samples of a frame, in steps: triangular from -1
// to 1, which makes the error's mean and variance independent of the signal
// (Lipshitz, Wannamaker and Vanderkooy, "Quantization and Dither", JAES 40,
// 1992). It is a function of the position, so any block can be had alone; the
// generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func At(at int64) (left, right float64) {
	l, r := Parts(at)
	return float64(l) / Step, float64(r) / Step
}

// Step is how many of the parts that [Parts] returns are a step.
const Step = 1 << 16

// Parts is [At] in integers, which are faster: in parts of a step.
func Parts(at int64) (left, right int32) {
	z := uint64(at+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return int32(z&0xffff) - int32(z>>16&0xffff), int32(z>>32&0xffff) - int32(z>>48)
}
