package flac

import (
	"math"

	"github.com/mewkiz/flac/frame"
)

// The predictor of a block: how many past samples it looks at, and the bits
// that a coefficient may take. More gain less than they cost.
const (
	order     = 10
	precision = 13
	mostParts = 4 // a block is split into 2 to the power of this at most
)

// linear describes a block to the encoder as what a linear predictor of its
// own leaves of it (RFC 9639, sections 9.2.6 and 9.2.7): an eighth smaller than with the
// fixed predictors, for speech. It fails for blocks that are too short or silent.
func linearOld(block []int32) (h frame.SubHeader, ok bool) {
	if len(block) < 8*order {
		return h, false
	}
	coefficients, shift, ok := quantised(levinson(autocorrelation(block)))
	if !ok {
		return h, false
	}
	rice, ok := bestRice(residualOld(block, coefficients, shift), len(block))
	return frame.SubHeader{
		Pred: frame.PredFIR, Order: order, CoeffPrec: precision, CoeffShift: shift, Coeffs: coefficients,
		ResidualCodingMethod: frame.ResidualCodingMethodRice1, RiceSubframe: rice,
	}, ok
}

// autocorrelation of the block under a Hann window, for lags up to the order.
func autocorrelation(block []int32) []float64 {
	x := make([]float64, len(block))
	for i, v := range block {
		x[i] = float64(v) * (0.5 - 0.5*math.Cos(2*math.Pi*(float64(i)+0.5)/float64(len(block))))
	}
	r := make([]float64, order+1)
	for lag := range r {
		for i := lag; i < len(x); i++ {
			r[lag] += x[i] * x[i-lag]
		}
	}
	return r
}

// levinson solves for the coefficients of the predictor by the recursion of
// Levinson and Durbin (J. Makhoul, "Linear prediction: a tutorial review",
// Proc. IEEE 63, 1975).
func levinson(r []float64) []float64 {
	a := make([]float64, order)
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
func quantised(a []float64) (q []int32, shift int32, ok bool) {
	top := 0.0
	for _, v := range a {
		top = max(top, math.Abs(v))
	}
	_, exponent := math.Frexp(top)
	shift = min(int32(precision-1-exponent), 15)
	if top == 0 || math.IsNaN(top) || shift < 0 {
		return nil, 0, false
	}
	const most = 1<<(precision-1) - 1
	carry := 0.0
	for _, v := range a {
		carry += math.Ldexp(v, int(shift))
		n := max(-most, min(math.Round(carry), most))
		q = append(q, int32(n))
		carry -= n
	}
	return q, shift, true
}

// residual is what the predictor leaves of the block past its first samples.
func residualOld(block, coefficients []int32, shift int32) []int32 {
	left := make([]int32, 0, len(block))
	for i := order; i < len(block); i++ {
		sum := int64(0)
		for k, c := range coefficients {
			sum += int64(c) * int64(block[i-1-k])
		}
		left = append(left, block[i]-int32(sum>>shift))
	}
	return left
}

// bestRice splits what is left of a block of n samples into parts with a
// parameter each, so that it takes the fewest bits.
func bestRice(left []int32, n int) (best *frame.RiceSubframe, ok bool) {
	fewest := math.MaxInt
	for parts := 0; parts <= mostParts && n%(1<<parts) == 0 && n>>parts > order; parts++ {
		bits, rice := 0, &frame.RiceSubframe{PartOrder: parts}
		for from, to := 0, n>>parts-order; to <= len(left); from, to = to, to+n>>parts {
			k, b := bestParameter(left[from:to])
			bits += b
			rice.Partitions = append(rice.Partitions, frame.RicePartition{Param: k})
		}
		if bits < fewest {
			best, fewest = rice, bits
		}
	}
	return best, fewest < 16*n
}

// bestParameter is the number of low bits with which Rice's code is shortest.
func bestParameter(x []int32) (k uint, bits int) {
	bits = math.MaxInt
	for try := range uint(15) {
		b := 4
		for _, v := range x {
			b += int(uint32(v<<1^v>>31)>>try) + 1 + int(try)
		}
		if b < bits {
			k, bits = try, b
		}
	}
	return k, bits
}
