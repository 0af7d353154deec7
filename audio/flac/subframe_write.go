package flac

import "math/bits"

// The kinds of subframes; the predicted ones are followed by their order (RFC
// 9639, 9.2.1).
const (
	constantKind = 0
	verbatimKind = 1
	fixedKind    = 8
	linearKind   = 31
)

// subframe writes one channel of a block in the shortest of the ways that are
// tried. It may change x. The fixed predictor is the best one for x; the order
// is that of the linear predictor.
func (e *encoder) subframe(x []int32, fixed fixedPredictor, order int, width uint) {
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
		fixed = newFixedPredictor(x)
	}
	if p, left, ok := e.linear(x, order, width, fixed.cost+uint64(fixed.order)*uint64(width)); ok {
		if r := newRest(left, order); r.cost < uint64(len(left))*uint64(width) {
			e.begin(linearKind+uint64(order), wasted)
			e.samples(x[:order], width)
			e.predictor(p)
			e.out.residual(r)
			return
		}
	} else if r := newRest(predict(e.residual[:], x, fixed.order), fixed.order); r.cost < uint64(len(r.values))*uint64(width) {
		e.begin(fixedKind+uint64(fixed.order), wasted)
		e.samples(x[:fixed.order], width)
		e.out.residual(r)
		return
	}
	e.begin(verbatimKind, wasted)
	e.samples(x, width)
}

// linear returns the linear predictor of a block and what it leaves. It fails
// where there is none, and where it takes about as many bits as most or more.
func (e *encoder) linear(x []int32, order int, width uint, most uint64) (p linearPredictor, left []int32, ok bool) {
	const safe = 14 // with a shift that is less than width by more, a prediction may not fit into 32 bits
	if p, ok = e.newLinearPredictor(x, order); !ok || int(p.shift) < int(width)-safe {
		return p, nil, false
	}
	left, sum, ok := p.residual(e.residual[:], x)
	_, cost := riceCost(2*sum, uint64(len(x)))
	return p, left, ok && cost+9+uint64(order)*uint64(precision+width) < most
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

// samples writes samples as they are.
func (e *encoder) samples(x []int32, width uint) {
	for _, v := range x {
		e.out.put(uint64(v)&(1<<width-1), width)
	}
}

// predictor writes the coefficients (RFC 9639, 9.2.6).
func (e *encoder) predictor(p linearPredictor) {
	e.out.put(precision-1, 4)
	e.out.put(uint64(p.shift), 5)
	for _, c := range p.coefficients[:p.order] {
		e.out.put(uint64(c)&(1<<precision-1), precision)
	}
}

// wastedBits is how many of the lowest bits are 0 in all samples (RFC 9639,
// 9.2.2), and whether all samples are the same.
func wastedBits(x []int32) (wasted uint, same bool) {
	used, other := int32(0), int32(0)
	for _, v := range x {
		used |= v
		other |= v ^ x[0]
	}
	if other == 0 {
		return 0, true
	}
	return uint(bits.TrailingZeros32(uint32(used))), false
}
