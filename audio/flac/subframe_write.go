package flac

import "math/bits"

// The types of subframes; the order of a predictor is added to its type (RFC 9639,
// 9.2.1).
const (
	constantKind = 0
	verbatimKind = 1
	fixedKind    = 8
	linearKind   = 31
)

// subframe writes one channel of a block in the shortest of the types that it tries:
// constant, linear predictor up to the highest order, fixed predictor of order 0, or
// verbatim. It may change x.
func (e *encoder) subframe(x []int32, highest int, width uint) {
	wasted, same := wastedBits(x)
	if same {
		e.begin(constantKind, 0)
		e.samples(x[:1], width)
		return
	}
	if wasted > 0 {
		for i := range x {
			x[i] >>= wasted
		}
		width -= wasted
	}
	p := e.linear(x, highest, width)
	r := newBlockResidual(e.residual[:], x[p.order:], p.predict(e.predicted[:], x), p.order)
	if !r.fits || r.cost+uint64(p.order)*precision >= uint64(len(r.values))*uint64(width) {
		e.begin(verbatimKind, wasted)
		e.samples(x, width)
		return
	}
	e.begin(p.kind(), wasted)
	e.samples(x[:p.order], width)
	e.predictor(p)
	e.out.residual(r)
}

// begin writes the header of a subframe.
func (e *encoder) begin(kind uint64, wasted uint) {
	if wasted == 0 {
		e.out.put(kind<<1, 8)
		return
	}
	e.out.put(kind<<1|1, 8)
	e.out.put(1, wasted)
}

// samples writes unpredicted samples.
func (e *encoder) samples(x []int32, width uint) {
	for _, v := range x {
		e.out.put(uint64(v)&(1<<width-1), width)
	}
}

// kind returns the type of a subframe with the predictor.
func (p predictor) kind() uint64 {
	if p.order == 0 {
		return fixedKind
	}
	return linearKind + uint64(p.order)
}

// predictor writes the coefficients of a linear predictor (RFC 9639, 9.2.6).
func (e *encoder) predictor(p predictor) {
	if p.order == 0 {
		return
	}
	e.out.put(precision-1, 4)
	e.out.put(uint64(p.shift), 5)
	for _, c := range p.coefficients[:p.order] {
		e.out.put(uint64(c)&(1<<precision-1), precision)
	}
}

// wastedBits returns how many of the lowest bits are 0 in all samples (RFC 9639,
// 9.2.2), and whether all samples are equal.
func wastedBits(x []int32) (wasted uint, same bool) {
	used, other := int32(0), int32(0)
	for _, v := range x {
		used |= v
		other |= v ^ x[0]
		if used&1 != 0 && other != 0 {
			return 0, false
		}
	}
	if other == 0 {
		return 0, true
	}
	return uint(bits.TrailingZeros32(uint32(used))), false
}
