package loudness

import (
	"math"

	"respite/audio/biquad"
)

// kShelf returns the first filter of K-weighting: a high shelf, which models the head.
// The standard tabulates the filters for 48 kHz only. B. De Man, "Evaluation of
// Implementations of the EBU R128 Loudness Measurement" (AES convention 145, 2018),
// gives the analogue filters behind that table; the bilinear transform brings them to
// other rates.
func kShelf(rate int) biquad.Filter {
	const hz, q, gain = 1681.974450955533, 0.7071752369554196, 3.999843853973347
	k := math.Tan(math.Pi * hz / float64(rate))
	high := math.Pow(10, gain/20)
	band := math.Pow(high, 0.4996667741545416)
	return biquad.Normalised(
		high+band*k/q+k*k, 2*(k*k-high), high-band*k/q+k*k,
		1+k/q+k*k, 2*(k*k-1), 1-k/q+k*k)
}

// kPass returns the second filter, a high-pass. Its gain is slightly off 1, because the
// standard's numerator at 48 kHz is 1, -2, 1. Here the gain is the same at any rate.
func kPass(rate int) biquad.Filter {
	const hz, q, standard = 38.13547087602444, 0.5003270373238773, 48000
	pole := func(rate int) (k, a0 float64) {
		k = math.Tan(math.Pi * hz / float64(rate))
		return k, 1 + k/q + k*k
	}
	_, whole := pole(standard)
	k, a0 := pole(rate)
	return biquad.Filter{B0: whole / a0, B1: -2 * whole / a0, B2: whole / a0, A1: 2 * (k*k - 1) / a0, A2: (1 - k/q + k*k) / a0}
}
