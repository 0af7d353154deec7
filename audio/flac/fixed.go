package flac

// A fixedPredictor is one of the polynomials of orders 0 to 4 (RFC 9639, 9.2.5).
type fixedPredictor struct {
	order int
	cost  uint64 // about how many bits its residual takes
}

// newFixedPredictor is the one whose residual is smallest.
func newFixedPredictor(x []int32) fixedPredictor {
	const highest = 4
	if len(x) <= highest {
		return fixedPredictor{0, uint64(len(x)) << 5}
	}
	var sums [highest + 1]uint64
	d0 := x[3]
	d1 := d0 - x[2]
	d2 := d1 - (x[2] - x[1])
	d3 := d2 - (x[2] - 2*x[1] + x[0])
	for _, v := range x[highest:] {
		e1 := v - d0
		e2 := e1 - d1
		e3 := e2 - d2
		e4 := e3 - d3
		sums[0] += abs(v)
		sums[1] += abs(e1)
		sums[2] += abs(e2)
		sums[3] += abs(e3)
		sums[4] += abs(e4)
		d0, d1, d2, d3 = v, e1, e2, e3
	}
	order := 0
	for i, s := range sums {
		if s < sums[order] {
			order = i
		}
	}
	_, cost := riceCost(2*sums[order], uint64(len(x)))
	return fixedPredictor{order, cost}
}

// predict leaves in dst what the fixed predictor of an order leaves of x: the
// differences between neighbours, as often as the order says (RFC 9639, 9.2.5).
func predict(dst, x []int32, order int) []int32 {
	dst = append(dst[:0], x...)
	for first := range order {
		for i := len(dst) - 1; i > first; i-- {
			dst[i] -= dst[i-1]
		}
	}
	return dst[order:]
}

func abs(x int32) uint64 {
	sign := x >> 31
	return uint64(uint32((x ^ sign) - sign))
}
