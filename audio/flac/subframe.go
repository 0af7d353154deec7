package flac

import (
	"errors"
	"math/bits"
)

// A sample is the integer type that a block is decoded to. 32 bits are faster, but the
// difference of two 32-bit channels needs one more bit.
type sample interface{ int32 | int64 }

// errSubframe reports a subframe that RFC 9639 does not allow.
var errSubframe = errors.New("a channel cannot be read")

// subframe reads one channel of a block with samples of width bits (RFC 9639, 9.2).
func subframe[T sample](in *bitReader, x []T, width uint) error {
	if in.read(1) != 0 {
		return errSubframe
	}
	kind, wasted := in.read(6), uint(0)
	if in.read(1) != 0 {
		wasted = uint(in.unary()) + 1
	}
	if wasted >= width {
		return errSubframe
	}
	if err := predicted(in, x, kind, width-wasted); err != nil {
		return err
	}
	if wasted > 0 {
		for i := range x {
			x[i] <<= wasted
		}
	}
	return nil
}

// predicted reads the samples of a subframe by its type (RFC 9639, 9.2.1).
func predicted[T sample](in *bitReader, x []T, kind uint64, width uint) error {
	switch {
	case kind == 0:
		v := T(in.signed(width))
		for i := range x {
			x[i] = v
		}
	case kind == 1:
		verbatim(in, x, width)
	case kind >= 8 && kind <= 12 && int(kind-8) <= len(x):
		return fixed(in, x, int(kind-8), width)
	case kind >= 32 && int(kind-31) <= len(x):
		return linear(in, x, int(kind-31), width)
	default:
		return errSubframe
	}
	return nil
}

// verbatim reads unpredicted samples.
func verbatim[T sample](in *bitReader, x []T, width uint) {
	for i := range x {
		x[i] = T(in.signed(width))
	}
}

// fixed reads samples with a fixed predictor of an order (RFC 9639, 9.2.5).
func fixed[T sample](in *bitReader, x []T, order int, width uint) error {
	verbatim(in, x[:order], width)
	err := residual(in, x, order)
	switch order {
	case 1:
		for i := 1; i < len(x); i++ {
			x[i] += x[i-1]
		}
	case 2:
		for i := 2; i < len(x); i++ {
			x[i] += 2*x[i-1] - x[i-2]
		}
	case 3:
		for i := 3; i < len(x); i++ {
			x[i] += 3*(x[i-1]-x[i-2]) + x[i-3]
		}
	case 4:
		for i := 4; i < len(x); i++ {
			x[i] += 4*(x[i-1]+x[i-3]) - 6*x[i-2] - x[i-4]
		}
	}
	return err
}

// linear reads samples with a linear predictor whose coefficients are in the subframe
// (RFC 9639, 9.2.6).
func linear[T sample](in *bitReader, x []T, order int, width uint) error {
	verbatim(in, x[:order], width)
	precision, shift := uint(in.read(4))+1, in.signed(5)
	if precision == 16 || shift < 0 {
		return errSubframe
	}
	var room [32]int64
	coefficients := room[:order]
	for i := range coefficients {
		coefficients[order-1-i] = in.signed(precision) // in reverse, for the oldest sample first
	}
	err := residual(in, x, order)
	if order > usualOrder {
		predict(x, order, coefficients, uint(shift))
		return err
	}
	predict(x[:min(usualOrder, len(x))], order, coefficients, uint(shift))
	var usual [usualOrder]int64 // padded with zeros for older samples
	copy(usual[usualOrder-order:], coefficients)
	predictUsual(x, &usual, uint(shift))
	return err
}

// predict adds its prediction to each sample after the warm-up samples.
func predict[T sample](x []T, order int, coefficients []int64, shift uint) {
	for i := order; i < len(x); i++ {
		sum := int64(0)
		past := x[i-order : i]
		for k, c := range coefficients[:len(past)] {
			sum += c * int64(past[k])
		}
		x[i] += T(sum >> shift)
	}
}

// usualOrder is the highest order that the streamable subset allows up to 48 kHz (RFC
// 9639, 7).
const usualOrder = 12

// predictUsual does the same after the first usualOrder samples. Its sum is written
// out, which takes less than half the time.
func predictUsual[T sample](x []T, c *[usualOrder]int64, shift uint) {
	c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11]
	for len(x) > usualOrder {
		p := (*[usualOrder + 1]T)(x)
		sum := c0*int64(p[0]) + c1*int64(p[1]) + c2*int64(p[2]) + c3*int64(p[3]) +
			c4*int64(p[4]) + c5*int64(p[5]) + c6*int64(p[6]) + c7*int64(p[7]) +
			c8*int64(p[8]) + c9*int64(p[9]) + c10*int64(p[10]) + c11*int64(p[11])
		p[usualOrder] += T(sum >> (shift & 63))
		x = x[1:]
	}
}

// residual reads the residual of a predictor of an order (RFC 9639, 9.2.7).
func residual[T sample](in *bitReader, x []T, order int) error {
	method := in.read(2)
	if method > 1 {
		return errSubframe
	}
	width := uint(4 + method)
	parts := in.read(4)
	each := len(x) >> parts
	if each<<parts != len(x) || each < order {
		return errSubframe
	}
	for from, to := order, each; to <= len(x); from, to = to, to+each {
		if k := uint(in.read(width)); k == 1<<width-1 {
			verbatim(in, x[from:to], uint(in.read(5)))
		} else {
			rice(in, x[from:to], k)
		}
		if in.short || each == 0 {
			return errTruncated
		}
	}
	return nil
}

// rice reads zigzag encoded numbers with the Rice parameter k.
func rice[T sample](r *bitReader, dst []T, k uint) {
	word, n := r.word, r.n // copies in registers: the compiler would store the fields after every number
	for i := range dst {
		if n <= 32 {
			r.word, r.n = word, n
			r.fill()
			word, n = r.word, r.n
		}
		var v uint32
		if z := uint(bits.LeadingZeros64(word)); z+1+k <= min(n, 63) { // the whole code is in the word
			v = uint32(z)<<(k&31) | uint32(word<<((z+1)&63)>>1>>((63-k)&63))
			word <<= (z + 1 + k) & 63
			n -= z + 1 + k
		} else {
			r.word, r.n = word, n
			v = r.unary()<<k | uint32(r.read(k))
			word, n = r.word, r.n
		}
		dst[i] = T(int32(v>>1) ^ -int32(v&1))
	}
	r.word, r.n = word, n
}
