package loudness

import "respite/audio/biquad"

// settled is how many seconds of sound a K-weighting must have heard before
// what it says no longer depends on what came earlier: its slowest part falls to 1/e in 4 ms.
const settled = 0.2

// A Weighting is K-weighting at work on frames. Both channels go through in one
// loop: each waits for its own last sample, and the other fills the time.
type Weighting struct {
	shelf, pass biquad.Filter
	z           [2]struct{ shelf, pass biquad.State }
}

func NewWeighting(rate int) *Weighting {
	return &Weighting{shelf: kShelf(rate), pass: kPass(rate)}
}

// Energy weights the frames that come next and returns the sum of their
// squares, of both channels.
func (k *Weighting) Energy(frames []frame) float64 {
	shelf, pass := k.shelf, k.pass
	l, r := k.z[0], k.z[1]
	sum := 0.0
	for i := range frames {
		x := shelf.Next(float64(frames[i][0]), &l.shelf)
		y := shelf.Next(float64(frames[i][1]), &r.shelf)
		x, y = pass.Next(x, &l.pass), pass.Next(y, &r.pass)
		sum += x*x + y*y
	}
	k.z[0], k.z[1] = l, r
	return sum
}
