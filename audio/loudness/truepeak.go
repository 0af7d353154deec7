package loudness

import "math"

// Reach is the number of samples on each side that a value between two samples is
// computed from.
const Reach = 6

// between are two of the four interpolators of ITU-R BS.1770-4, annex 2, which give
// four values from one sample to the next. The other two are these read backwards.
var between = [2][2 * Reach]float32{
	{0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
		0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500},
	{-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
		0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375},
}

// Swell is the largest factor by which a value between samples can exceed all samples
// around it: the largest sum of the absolute values of an interpolator.
const Swell = 2.023

// near and far are the parts of [Swell] of the two samples beside the moment and of
// all others: the largest sums of their absolute values.
const near, far = 1.246, 0.778

// peakBlock is the number of frames that are skipped at once where no peak is possible.
const peakBlock = 32

// TruePeak returns the largest value of either channel at and between frames, or least
// if none is larger. Within [Reach] of both ends it computes no values between frames,
// so windows have to overlap by twice as much.
func TruePeak(frames []frame, least float32) float32 {
	EachPeak(frames, least, func(_ int, p float32) float32 {
		least = max(least, p)
		return least
	})
	return least
}

// EachPeak calls found for each frame with a peak above floor at it or between it and
// the next frame. What found returns is the floor for the frames that follow.
func EachPeak(frames []frame, floor float32, found func(i int, peak float32) float32) {
	before := float32(0) // the peak of the block before
	for at := 0; at < len(frames); at += peakBlock {
		block := frames[at:min(at+peakBlock, len(frames))]
		here := SamplePeak(block)
		if around := max(before, here); around*Swell > floor {
			least := (floor - far*around) / near // of one of the two samples beside a peak above the floor
			for i := max(at, 2*Reach-1); i < at+len(block); i++ {
				w := (*[2 * Reach]frame)(frames[i-2*Reach+1:])
				if SamplePeak(w[Reach-1:Reach+1]) <= least {
					continue
				}
				if p := momentPeak(w); p > floor {
					floor = found(i-Reach, p)
				}
			}
		}
		before = here
	}
}

// momentPeak returns the largest value of either channel at the sixth of twelve frames
// and between the sixth and the seventh.
func momentPeak(w *[2 * Reach]frame) float32 {
	var al, ar, bl, br, cl, cr, dl, dr float32 // a quarter of the way each, left and right
	for k := range w {
		x, y := w[k][0], w[k][1]
		p, q := between[0][k], between[1][k]
		s, t := between[1][2*Reach-1-k], between[0][2*Reach-1-k]
		al, ar = al+p*x, ar+p*y
		bl, br = bl+q*x, br+q*y
		cl, cr = cl+s*x, cr+s*y
		dl, dr = dl+t*x, dr+t*y
	}
	return SamplePeak([]frame{{al, ar}, {bl, br}, {cl, cr}, {dl, dr}, w[Reach-1]})
}

// SamplePeak is the largest absolute value of a sample. Numbers that are not negative
// have the same order as their bits.
func SamplePeak(frames []frame) float32 {
	var most uint32
	for i := range frames { // a copy of a frame would go through memory
		l, r := math.Float32bits(frames[i][0])&^(1<<31), math.Float32bits(frames[i][1])&^(1<<31)
		most = max(most, l, r)
	}
	return math.Float32frombits(most)
}
