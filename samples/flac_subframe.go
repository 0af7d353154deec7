package samples

import "errors"

// errSubframe is a subframe that RFC 9639 does not allow.
var errSubframe = errors.New("a frame that cannot be read")

// subframe reads the samples of a frame into d.block (section 9.2).
func (d *flacDecoder) subframe() error {
	if d.in.read(1) != 0 {
		return errSubframe
	}
	kind, width, wasted := d.in.read(6), uint(16), uint(0)
	if d.in.read(1) != 0 {
		wasted = uint(d.in.unary()) + 1
	}
	if wasted >= width {
		return errSubframe
	}
	width -= wasted
	var err error
	switch {
	case kind == 0:
		v := d.in.signed(width)
		for i := range d.block {
			d.block[i] = v
		}
	case kind == 1:
		d.verbatim(len(d.block), width)
	case kind >= 8 && kind <= 12 && int(kind-8) <= len(d.block):
		err = d.fixed(int(kind-8), width)
	case kind >= 32 && int(kind-31) <= len(d.block):
		err = d.linear(int(kind-31), width)
	default:
		err = errSubframe
	}
	for i := range d.block {
		d.block[i] <<= wasted
	}
	return err
}

// verbatim reads the first n samples as they are.
func (d *flacDecoder) verbatim(n int, width uint) {
	for i := range n {
		d.block[i] = d.in.signed(width)
	}
}

// fixed reads a block that a fixed predictor tells, and what is left of it.
func (d *flacDecoder) fixed(order int, width uint) error {
	d.verbatim(order, width)
	err := d.residual(order)
	x := d.block
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

// linear reads a block that a predictor of its own tells (section 9.2.6), and what is left of it.
func (d *flacDecoder) linear(order int, width uint) error {
	d.verbatim(order, width)
	precision, shift := uint(d.in.read(4))+1, d.in.signed(5)
	if precision == 16 || shift < 0 {
		return errSubframe
	}
	coefficients := make([]int64, order)
	for i := range coefficients {
		coefficients[order-1-i] = int64(d.in.signed(precision)) // the oldest sample's first
	}
	err := d.residual(order)
	for i := order; i < len(d.block); i++ {
		sum := int64(0)
		past := d.block[i-order : i]
		for k, c := range coefficients[:len(past)] {
			sum += c * int64(past[k])
		}
		d.block[i] += int32(sum >> shift)
	}
	return err
}

// residual reads what a predictor leaves, past its first samples (section 9.2.7).
func (d *flacDecoder) residual(order int) error {
	method := d.in.read(2)
	if method > 1 {
		return errSubframe
	}
	width := uint(4 + method)
	parts := d.in.read(4)
	each := len(d.block) >> parts
	if each<<parts != len(d.block) || each < order {
		return errSubframe
	}
	for from, to := order, each; to <= len(d.block); from, to = to, to+each {
		k := uint(d.in.read(width))
		if k == 1<<width-1 {
			k = uint(d.in.read(5))
			for i := from; i < to; i++ {
				d.block[i] = d.in.signed(k)
			}
		} else {
			d.in.rice(d.block[from:to], k)
		}
		if d.in.short || each == 0 {
			return errTruncated
		}
	}
	return nil
}
