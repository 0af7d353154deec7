package loudness

import "respite/audio/biquad"

// settled is the time in seconds after which the output of a K-weighting no longer
// depends on earlier sound: its slowest part decays to 1/e in 4 ms.
const settled = 0.2

// A Weighting is K-weighting of frames. One loop filters both channels, which is faster:
// a processor computes one channel while the other waits for its last result.
type Weighting struct {
	shelf, pass biquad.Filter
	z           [2]struct{ shelf, pass biquad.State }
}

// NewWeighting returns a weighting at rest for frames at a rate in Hz.
func NewWeighting(rate int) *Weighting {
	return &Weighting{shelf: kShelf(rate), pass: kPass(rate)}
}

// Energy filters the next frames and returns the sum of their squares over both
// channels.
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
