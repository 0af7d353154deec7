// Package biquad implements second-order filters: the equaliser of voices and the
// filters of the loudness meter.
package biquad

import "math"

// A Filter is a filter of the second order, normalised so that the
// coefficient of the newest output is 1:
//
//	y[n] = B0·x[n] + B1·x[n-1] + B2·x[n-2] - A1·y[n-1] - A2·y[n-2]
//
// The four designs are those of R. Bristow-Johnson's "Audio EQ Cookbook" (W3C Group Note, 2021).
type Filter struct{ B0, B1, B2, A1, A2 float64 }

// HighPass cuts below hz at 12 dB an octave; q is 0.707 for the flattest pass band.
func HighPass(rate int, hz, q float64) Filter {
	cos, alpha := angle(rate, hz, q)
	return Normalised((1+cos)/2, -1-cos, (1+cos)/2, 1+alpha, -2*cos, 1-alpha)
}

// Peaking changes the level around hz by gain dB, over a band hz/q wide.
func Peaking(rate int, hz, q, gain float64) Filter {
	cos, alpha := angle(rate, hz, q)
	a := math.Pow(10, gain/40)
	return Normalised(1+alpha*a, -2*cos, 1-alpha*a, 1+alpha/a, -2*cos, 1-alpha/a)
}

// LowShelf changes the level below hz by gain dB, half of it at hz; q is 0.707
// for the steepest shelf without a bump.
func LowShelf(rate int, hz, q, gain float64) Filter {
	cos, alpha := angle(rate, hz, q)
	a := math.Pow(10, gain/40)
	s := 2 * math.Sqrt(a) * alpha
	return Normalised(
		a*(a+1-(a-1)*cos+s), 2*a*(a-1-(a+1)*cos), a*(a+1-(a-1)*cos-s),
		a+1+(a-1)*cos+s, -2*(a-1+(a+1)*cos), a+1+(a-1)*cos-s)
}

// HighShelf changes the level above hz by gain dB, half of it at hz; q is as in [LowShelf].
func HighShelf(rate int, hz, q, gain float64) Filter {
	cos, alpha := angle(rate, hz, q)
	a := math.Pow(10, gain/40)
	s := 2 * math.Sqrt(a) * alpha
	return Normalised(
		a*(a+1+(a-1)*cos+s), -2*a*(a-1+(a+1)*cos), a*(a+1+(a-1)*cos-s),
		a+1-(a-1)*cos+s, 2*(a-1-(a+1)*cos), a+1-(a-1)*cos-s)
}

// Run runs x through the filter, in place and from rest.
func (f Filter) Run(x []float32) {
	var z State
	for i, v := range x {
		x[i] = float32(f.Next(float64(v), &z))
	}
}

// A State is the memory of a filter between two samples; the zero State is at rest.
type State [2]float64

// Next returns the filter's output for its next input (transposed direct form II).
func (f Filter) Next(x float64, z *State) float64 {
	y := f.B0*x + z[0]
	z[0] = f.B1*x - f.A1*y + z[1]
	z[1] = f.B2*x - f.A2*y
	return y
}

// angle returns the cookbook's cos(w0) and alpha.
func angle(rate int, hz, q float64) (cos, alpha float64) {
	sin, cos := math.Sincos(2 * math.Pi * hz / float64(rate))
	return cos, sin / (2 * q)
}

// Normalised returns the filter with these coefficients, all divided by a0.
func Normalised(b0, b1, b2, a0, a1, a2 float64) Filter {
	return Filter{b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0}
}
