package flac

import (
	"errors"
	"math/bits"
)

// A sample is what a block is decoded as: 32 bits are quicker, but the
// difference of two channels of 32 bits needs one more.
type sample interface{ int32 | int64 }

// errSubframe is a subframe that RFC 9639 does not allow.
var errSubframe = errors.New("a channel cannot be read")

// subframe reads one channel of a block, of samples of width bits (RFC 9639, 9.2).
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

// predicted reads the samples of a subframe of a kind (RFC 9639, 9.2.1).
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

// verbatim reads samples as they are.
func verbatim[T sample](in *bitReader, x []T, width uint) {
	for i := range x {
		x[i] = T(in.signed(width))
	}
}

// fixed reads samples that a fixed predictor of an order predicts (RFC 9639, 9.2.5).
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

// linear reads samples that a linear predictor of the block's own predicts
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
		coefficients[order-1-i] = in.signed(precision) // the oldest sample's first
	}
	err := residual(in, x, order)
	for i := order; i < len(x); i++ {
		sum := int64(0)
		past := x[i-order : i]
		for k, c := range coefficients[:len(past)] {
			sum += c * int64(past[k])
		}
		x[i] += T(sum >> uint(shift))
	}
	return err
}

// residual reads what a predictor of an order leaves of a block (RFC 9639, 9.2.7).
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

// rice reads numbers of Rice's code with k low bits: the sign stands lowest.
func rice[T sample](r *bitReader, dst []T, k uint) {
	for i := range dst {
		if r.n <= 32 {
			r.fill()
		}
		var v uint32
		if z := uint(bits.LeadingZeros64(r.word)); z+1+k <= r.n { // all of it is in the word
			v = uint32(z)<<k | uint32(r.word<<(z+1)>>(64-k))
			r.word <<= z + 1 + k
			r.n -= z + 1 + k
		} else {
			v = r.unary()<<k | uint32(r.read(k))
		}
		dst[i] = T(int32(v>>1) ^ -int32(v&1))
	}
}
