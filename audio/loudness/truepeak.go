package loudness

import "math"

// Reach is the number of samples on each side that the interpolation of a value
// between two samples uses.
const Reach = 6

// between holds two of the four interpolation filters of ITU-R BS.1770-4, annex 2,
// which compute four values from one sample to the next. The other two are the same
// filters reversed.
var between = [2][2 * Reach]float32{
	{0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
		0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500},
	{-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
		0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375},
}

// Swell is the largest factor by which an interpolated value can exceed the samples
// around it: the largest sum of the absolute coefficients of a filter.
const Swell = 2.023

// near and far divide [Swell]: the largest sum of the absolute coefficients of the two
// samples nearest to the interpolated value, and of all other samples.
const near, far = 1.246, 0.778

// peakBlock is the number of frames that are skipped at a time where no peak is
// possible.
const peakBlock = 32

// TruePeak returns the largest absolute value of either channel at and between frames,
// and at least the value least. Within [Reach] of both ends it interpolates nothing,
// so consecutive windows must overlap by twice as much.
func TruePeak(frames []frame, least float32) float32 {
	EachPeak(frames, least, func(_ int, p float32) float32 {
		least = max(least, p)
		return least
	})
	return least
}

// EachPeak calls found for each frame that has a peak above floor at the frame or
// between it and the next one. The result of found replaces floor for the following
// frames.
func EachPeak(frames []frame, floor float32, found func(i int, peak float32) float32) {
	before := float32(0) // the peak of the previous block
	for at := 0; at < len(frames); at += peakBlock {
		block := frames[at:min(at+peakBlock, len(frames))]
		here := SamplePeak(block)
		if around := max(before, here); around*Swell > floor {
			least := (floor - far*around) / near // lower bound for the larger sample beside a peak above the floor
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

// momentPeak returns the largest absolute value of either channel at the sixth of
// twelve frames and between the sixth and the seventh.
func momentPeak(w *[2 * Reach]frame) float32 {
	var al, ar, bl, br, cl, cr, dl, dr float32 // one for each interpolation point, left and right
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

// SamplePeak returns the largest absolute value of a sample. It compares bit patterns,
// which have the same order as the floating-point numbers that are not negative.
func SamplePeak(frames []frame) float32 {
	var most uint32
	for i := range frames { // copying a frame would go through memory
		l, r := math.Float32bits(frames[i][0])&^(1<<31), math.Float32bits(frames[i][1])&^(1<<31)
		most = max(most, l, r)
	}
	return math.Float32frombits(most)
}
