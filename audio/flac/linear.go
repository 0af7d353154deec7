package flac

import (
	"math"
	"sync"
)

// precision is how many bits a coefficient of a linear predictor takes.
const precision = 14

// highestOrder is the most past samples that an encoder's predictor looks at.
const highestOrder = 10

// The orders of predictors: more would gain less than it costs.
const sessionOrder, clipOrder = 8, 10

// A linearPredictor predicts a sample from those before it, the latest first:
// the sum of their products with the coefficients, shifted right (RFC 9639, 9.2.6).
type linearPredictor struct {
	coefficients [highestOrder]int32
	order        int
	shift        int32
}

// newLinearPredictor returns the predictor of an order that fits a block best.
// There is none for blocks that are too short or silent.
func (e *encoder) newLinearPredictor(x []int32, order int) (linearPredictor, bool) {
	if len(x) < 8*order {
		return linearPredictor{}, false
	}
	return quantised(levinson(e.autocorrelation(x, order)))
}

// windows are Hann windows by their length.
var windows sync.Map

func window(n int) []float64 {
	if w, ok := windows.Load(n); ok {
		return w.([]float64)
	}
	w := make([]float64, n)
	for i := range w {
		w[i] = 0.5 - 0.5*math.Cos(2*math.Pi*(float64(i)+0.5)/float64(n))
	}
	windows.Store(n, w)
	return w
}

// autocorrelation of the block under a Hann window, for lags up to the order. It
// takes four lags at a time, which do not wait for each other.
func (e *encoder) autocorrelation(block []int32, order int) []float64 {
	x := e.windowed[:len(block)]
	for i, w := range window(len(block)) {
		x[i] = float64(block[i]) * w
	}
	r := e.lags[:(order/4+1)*4]
	for lag := 0; lag < len(r); lag += 4 {
		var a, b, c, d float64
		for i := lag + 3; i < len(x); i++ {
			v, past := x[i], x[i-lag-3:i-lag+1]
			a += v * past[3]
			b += v * past[2]
			c += v * past[1]
			d += v * past[0]
		}
		for k := range 3 { // what the loop left out: the window is near 0 there
			v := x[lag+k]
			a += v * x[k]
			if k >= 1 {
				b += v * x[k-1]
			}
			if k >= 2 {
				c += v * x[k-2]
			}
		}
		r[lag], r[lag+1], r[lag+2], r[lag+3] = a, b, c, d
	}
	return r[:order+1]
}

// levinson solves for the coefficients of the predictor by the recursion of
// Levinson and Durbin (J. Makhoul, "Linear prediction: a tutorial review",
// Proc. IEEE 63, 1975).
func levinson(r []float64) []float64 {
	a := make([]float64, len(r)-1)
	left := r[0]*(1+1e-9) + 1e-9
	for i := range a {
		k := r[i+1]
		for j := range i {
			k -= a[j] * r[i-j]
		}
		k /= left
		left *= 1 - k*k
		a[i] = k
		for j := range i / 2 {
			a[j], a[i-1-j] = a[j]-k*a[i-1-j], a[i-1-j]-k*a[j]
		}
		if i%2 == 1 {
			a[i/2] -= k * a[i/2]
		}
	}
	return a
}

// quantised brings coefficients to integers, shift bits up. What rounding
// leaves is carried to the next one.
func quantised(a []float64) (p linearPredictor, ok bool) {
	top := 0.0
	for _, v := range a {
		top = max(top, math.Abs(v))
	}
	_, exponent := math.Frexp(top)
	p.order, p.shift = len(a), min(int32(precision-1-exponent), 15)
	if top == 0 || math.IsNaN(top) || p.shift < 0 {
		return p, false
	}
	const most = 1<<(precision-1) - 1
	carry := 0.0
	for i, v := range a {
		carry += math.Ldexp(v, int(p.shift))
		n := max(-most, min(math.Round(carry), most))
		p.coefficients[i] = int32(n)
		carry -= n
	}
	return p, true
}

// residual leaves in dst what the predictor leaves of x past its first samples.
// Sum is that of its absolute values. It fails where a value does not fit into
// the bits that a residual may have.
func (p *linearPredictor) residual(dst, x []int32) (left []int32, sum uint64, ok bool) {
	const most = 1 << 29
	dst = dst[:len(x)-p.order]
	if p.order == sessionOrder {
		p.predict8(dst, x)
	} else {
		p.predict(dst, x)
	}
	all := uint32(0)
	for i, v := range dst {
		v = x[i+p.order] - v
		size := uint32(v ^ v>>31)
		all |= size
		sum += uint64(size)
		dst[i] = v
	}
	return dst, sum, all < most
}

// predict sets dst to what is predicted for x past its first samples.
func (p *linearPredictor) predict(dst, x []int32) {
	var reversed [highestOrder]int64 // the oldest sample's first
	c := reversed[:p.order]
	for i := range c {
		c[p.order-1-i] = int64(p.coefficients[i])
	}
	for i := range dst {
		past, sum := x[i:i+len(c)], int64(0)
		for k, v := range c {
			sum += v * int64(past[k])
		}
		dst[i] = int32(sum >> p.shift)
	}
}

// predict8 is predict for the order of sessions, in half of the time.
func (p *linearPredictor) predict8(dst, x []int32) {
	c, shift := [8]int64{}, uint(p.shift)&31
	for i := range c {
		c[i] = int64(p.coefficients[7-i])
	}
	c0, c1, c2, c3, c4, c5, c6, c7 := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	for i := range dst {
		past := (*[8]int32)(x[i:])
		sum := c0*int64(past[0]) + c1*int64(past[1]) + c2*int64(past[2]) + c3*int64(past[3]) +
			c4*int64(past[4]) + c5*int64(past[5]) + c6*int64(past[6]) + c7*int64(past[7])
		dst[i] = int32(sum >> shift)
	}
}
