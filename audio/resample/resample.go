// Package resample converts sample rates.
package resample

import "math"

// A Sample is one sample of mono sound: full scale is 32768 for int16 and 1 for
// float32.
type Sample interface{ int16 | float32 }

// onStack is the number of input samples that Render processes without allocating.
const onStack = 2048

// lobes is the number of zero crossings of the sinc on each side of the kernel. With
// stopband it determines the width of the transition: ±14 % of the lower Nyquist
// frequency (Kaiser's formula), 9.5 to 12.5 kHz around 11.025 kHz.
const lobes = 22

// stopband is the design attenuation of the kernel, in dB.
const stopband = 94

// A Resampler converts sound from one rate to another. Output frame k is exactly at
// the input time k·from/to, so that any part of the output can be computed alone. A
// Resampler is safe for concurrent use.
//
// The kernel is a sinc under a Kaiser window (J. F. Kaiser, "Nonrecursive digital
// filter design using the I0-sinh window function", 1974; Oppenheim and Schafer,
// "Discrete-Time Signal Processing", ch. 7), with one set of taps for each of the
// to/gcd(from, to) possible positions of an output frame between two input samples.
type Resampler[T Sample] struct {
	up, down int         // the ratio in lowest terms: up output frames to down input samples
	half     int         // taps on each side of an output frame
	phases   [][]float32 // [up][2*half], the taps for an output frame at phase/up past a sample
}

// New returns a resampler; both rates are in Hz and positive. Its table has
// to/gcd(from, to) rows: 2 from 22.05 to 44.1 kHz, 320 from 22.05 to 48 kHz.
func New[T Sample](from, to int) *Resampler[T] {
	g := gcd(from, to)
	r := &Resampler[T]{up: to / g, down: from / g, half: lobes}
	cutoff := 1.0 // relative to the input's Nyquist frequency
	if r.down > r.up {
		cutoff = float64(r.up) / float64(r.down)
		r.half = (lobes*r.down + r.up - 1) / r.up
	}
	r.phases = make([][]float32, r.up)
	for p := range r.phases {
		r.phases[p] = taps(float64(p)/float64(r.up), cutoff, r.half)
	}
	return r
}

// Len returns the number of output frames for n input samples, rounded up.
func (r *Resampler[T]) Len(n int) int {
	return (n*r.up + r.down - 1) / r.down
}

// Step returns the smallest number of input samples that lasts a whole number of
// output frames.
func (r *Resampler[T]) Step() int { return r.down }

// Reach returns the number of input samples on each side that an output frame depends
// on.
func (r *Resampler[T]) Reach() int { return r.half }

// Swell returns the largest factor by which an output frame can exceed the largest
// input sample: the largest sum of the absolute taps.
func (r *Resampler[T]) Swell() float32 {
	most := 0.0
	for _, taps := range r.phases {
		sum := 0.0
		for _, h := range taps {
			sum += math.Abs(float64(h))
		}
		most = max(most, sum)
	}
	return float32(most)
}

// Render sets dst to the output frames [at, at+len(dst)), full scale 1. Before the
// first sample of src and after its last there is silence.
func (r *Resampler[T]) Render(dst []float32, src []T, at int) {
	if len(dst) == 0 {
		return
	}
	i, phase := r.place(at)
	last, _ := r.place(at + len(dst) - 1)
	var scratch [onStack]float32
	x := window(scratch[:0], src, i-r.half+1, last+r.half+1)
	if r.up == 2 && r.down == 1 {
		r.double(dst, x, phase)
		return
	}
	step, frac, whole := r.down/r.up, r.down%r.up, r.half == lobes
	for k, i := 0, 0; k < len(dst); k++ {
		if w := x[i : i+2*r.half]; phase == 0 && r.up >= r.down {
			dst[k] = w[r.half-1] // at every other sample the sinc is zero
		} else if whole {
			dst[k] = dotWhole((*[2 * lobes]float32)(r.phases[phase]), (*[2 * lobes]float32)(w))
		} else {
			dst[k] = dot(r.phases[phase], w)
		}
		i, phase = i+step, phase+frac
		if phase >= r.up {
			i, phase = i+1, phase-r.up
		}
	}
}

// double renders twice the rate: every other frame is a sample, and the taps of the
// frames between are symmetric.
func (r *Resampler[T]) double(dst, x []float32, phase int) {
	h := (*[lobes]float32)(r.phases[1])
	if phase == 1 {
		dst[0] = fold(h, (*[2 * lobes]float32)(x))
		dst, x = dst[1:], x[1:]
	}
	for ; len(dst) >= 8; dst, x = dst[8:], x[4:] {
		w, out := (*[2*lobes + 3]float32)(x), (*[8]float32)(dst)
		out[0], out[2], out[4], out[6] = w[lobes-1], w[lobes], w[lobes+1], w[lobes+2]
		out[1], out[3], out[5], out[7] = foldFour(h, w)
	}
	for len(dst) >= 2 {
		w := (*[2 * lobes]float32)(x)
		dst[0], dst[1] = w[lobes-1], fold(h, w)
		dst, x = dst[2:], x[1:]
	}
	if len(dst) == 1 {
		dst[0] = x[lobes-1]
	}
}

// place returns the last input sample at or before output frame k, and the distance of
// the frame from it in 1/up of a sample.
func (r *Resampler[T]) place(k int) (sample, phase int) {
	sample, phase = k*r.down/r.up, k*r.down%r.up
	if phase < 0 {
		sample, phase = sample-1, phase+r.up
	}
	return sample, phase
}

// window returns src[from:to] at full scale 1, with silence outside src. It uses
// scratch, which must be zero, where that is large enough.
func window[T Sample](scratch []float32, src []T, from, to int) []float32 {
	x := scratch
	if to-from > cap(x) {
		x = make([]float32, to-from)
	}
	x = x[:to-from]
	lo, hi := max(from, 0), min(to, len(src))
	if lo >= hi {
		return x
	}
	switch s := any(src[lo:hi]).(type) {
	case []int16:
		for i, v := range s {
			x[lo-from+i] = float32(v) * (1.0 / 32768)
		}
	case []float32:
		copy(x[lo-from:], s)
	}
	return x
}

// taps returns the kernel for an output frame at an offset (0 to 1) after a sample:
// one tap for each of the half samples up to that one and the half after it. Their sum
// is 1, so that every phase has the same gain.
func taps(offset, cutoff float64, half int) []float32 {
	const beta = 0.1102 * (stopband - 8.7) // Kaiser's formula for more than 50 dB
	h, sum := make([]float64, 2*half), 0.0
	for j := range h {
		t := float64(j-half+1) - offset // samples from the output frame
		if u := t / float64(half); math.Abs(u) < 1 {
			h[j] = sinc(cutoff*t) * bessel(beta*math.Sqrt(1-u*u))
		}
		sum += h[j]
	}
	out := make([]float32, len(h))
	for j := range h {
		out[j] = float32(h[j] / sum)
	}
	return out
}

// dot returns the sum of h[j]·x[j]; len(h) is even. Four independent sums are faster
// than one, because each addition waits for the previous one.
func dot(h, x []float32) float32 {
	var a, b, c, d float32
	x = x[:len(h)]
	for len(h) >= 4 && len(x) >= 4 {
		a += h[0] * x[0]
		b += h[1] * x[1]
		c += h[2] * x[2]
		d += h[3] * x[3]
		h, x = h[4:], x[4:]
	}
	for j := range h {
		a += h[j] * x[j]
	}
	return (a + b) + (c + d)
}

// dotWhole is dot for a kernel of the constant size that upsampling uses.
func dotWhole(h, x *[2 * lobes]float32) float32 {
	var a, b, c, d float32
	for j := 0; j < 2*lobes; j += 4 {
		a += h[j] * x[j]
		b += h[j+1] * x[j+1]
		c += h[j+2] * x[j+2]
		d += h[j+3] * x[j+3]
	}
	return (a + b) + (c + d)
}

// fold is dot for symmetric taps.
func fold(h *[lobes]float32, x *[2 * lobes]float32) (a float32) {
	for j := range h {
		a += h[j] * (x[j] + x[2*lobes-1-j])
	}
	return a
}

// foldFour computes fold for four frames, one input sample apart. The four sums are
// independent, so that they run in parallel.
func foldFour(h *[lobes]float32, x *[2*lobes + 3]float32) (a, b, c, d float32) {
	for j, tap := range h {
		a += tap * (x[j] + x[2*lobes-1-j])
		b += tap * (x[j+1] + x[2*lobes-j])
		c += tap * (x[j+2] + x[2*lobes+1-j])
		d += tap * (x[j+3] + x[2*lobes+2-j])
	}
	return a, b, c, d
}

// sinc returns sin(πt)/(πt).
func sinc(t float64) float64 {
	if t == 0 {
		return 1
	}
	return math.Sin(math.Pi*t) / (math.Pi * t)
}

// bessel returns the modified Bessel function of the first kind and order zero, from
// its power series.
func bessel(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > 1e-18*sum; k++ {
		term *= (x / 2 / k) * (x / 2 / k)
		sum += term
	}
	return sum
}

// gcd returns the greatest common divisor.
func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
