package flac

// highestOrder is the highest order of the encoder's predictors.
const highestOrder = 10

// A predictor predicts a sample from those before it, the latest first: the sum of
// their products with the coefficients, shifted right (RFC 9639, 9.2.6). A predictor
// of order 0 predicts silence.
type predictor struct {
	coefficients [highestOrder]int32
	order        int
	shift        uint
}

// fits reports whether all predictions for samples of a given number of bits fit into 32 bits.
func (p *predictor) fits(width uint) bool {
	sum := int64(0)
	for _, c := range p.coefficients {
		sum += int64(max(c, -c))
	}
	return sum<<(width-1)>>p.shift < 1<<31
}

// predict returns the predictions for x, except for its first samples, which have too
// few predecessors. It uses dst as its buffer.
func (p *predictor) predict(dst, x []int32) []int32 {
	dst = dst[:len(x)]
	const quick = 8
	switch {
	case p.order == 0:
		clear(dst)
	case p.order <= quick:
		p.each(dst[:min(quick, len(x))], x)
		p.eight(dst, x)
	default:
		p.each(dst, x)
	}
	return dst[p.order:]
}

// each sets dst to the predictions for x, with any number of coefficients.
func (p *predictor) each(dst, x []int32) {
	for i := p.order; i < len(dst); i++ {
		sum := int64(0)
		for k, c := range p.coefficients[:p.order] {
			sum += int64(c) * int64(x[i-1-k])
		}
		dst[i] = int32(sum >> p.shift)
	}
}

// eight sets dst to the predictions for x from the ninth sample on, with up to eight
// coefficients. It takes half the time of each.
func (p *predictor) eight(dst, x []int32) {
	c, shift := [8]int64{}, p.shift&31
	for i := range c {
		c[i] = int64(p.coefficients[7-i])
	}
	c0, c1, c2, c3, c4, c5, c6, c7 := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	for i := 8; i < len(dst); i++ {
		past := (*[8]int32)(x[i-8:])
		sum := c0*int64(past[0]) + c1*int64(past[1]) + c2*int64(past[2]) + c3*int64(past[3]) +
			c4*int64(past[4]) + c5*int64(past[5]) + c6*int64(past[6]) + c7*int64(past[7])
		dst[i] = int32(sum >> shift)
	}
}
