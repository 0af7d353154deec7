package audio

// settled is how many seconds of sound a K-weighting must have heard before
// what it says no longer depends on what came earlier: its slowest part falls to 1/e in 4 ms.
const settled = 0.2

// A stereoWeighting is K-weighting at work on frames. Both channels go through in one
// loop: each waits for its own last sample, and the other fills the time.
type stereoWeighting struct {
	shelf, pass Biquad
	z           [2]struct{ shelf, pass delays }
}

func newStereoWeighting(rate int) *stereoWeighting {
	return &stereoWeighting{shelf: kShelf(rate), pass: kPass(rate)}
}

// energy weights the frames that come next and returns the sum of their
// squares, of both channels.
func (k *stereoWeighting) energy(frames []Frame) float64 {
	shelf, pass := k.shelf, k.pass
	l, r := k.z[0], k.z[1]
	sum := 0.0
	for _, f := range frames {
		x := shelf.next(float64(f[0]), &l.shelf)
		y := shelf.next(float64(f[1]), &r.shelf)
		x, y = pass.next(x, &l.pass), pass.next(y, &r.pass)
		sum += x*x + y*y
	}
	k.z[0], k.z[1] = l, r
	return sum
}
