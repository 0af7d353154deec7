package flac

import (
	"encoding/binary"
	"math/bits"
)

// deepest is the highest partition order that the encoder tries: 64 partitions.
const deepest = 6

// A blockResidual is the residual of a block, in partitions with a Rice parameter each.
type blockResidual struct {
	values []uint32 // zigzag encoded: the sign is in the lowest bit
	order  int      // number of warm-up samples before the residual
	depth  int      // partition order: the block has 2^depth partitions
	params [1 << deepest]uint
	cost   uint64 // estimated size in bits
	fits   bool   // all values have few enough bits for a residual
}

// newBlockResidual computes the residual of samples from their predictions; order warm-up
// samples precede them in the block. It uses dst as its buffer.
func newBlockResidual(dst []uint32, x, predicted []int32, order int) blockResidual {
	n := len(x) + order
	r := blockResidual{values: dst[:len(x)], order: order}
	finest := min(deepest, bits.TrailingZeros(uint(n)))
	for finest > 0 && n>>finest <= order {
		finest--
	}
	var sums [1 << deepest]uint64
	size, all := n>>finest, uint32(0)
	for i := range 1 << finest {
		first, last := max(0, i*size-order), (i+1)*size-order
		sum, some := fold(r.values[first:last], x[first:last], predicted[first:last])
		sums[i], all = sum, all|some
	}
	r.fits = all < 1<<30
	r.choose(sums, finest)
	return r
}

// fold sets dst to the zigzag encoded differences of x and its predictions. It returns
// their sum, and the bitwise or of all of them.
func fold(dst []uint32, x, predicted []int32) (sum uint64, all uint32) {
	x, predicted = x[:len(dst)], predicted[:len(dst)]
	for i := range dst {
		v := x[i] - predicted[i]
		u := uint32(v<<1 ^ v>>31)
		dst[i] = u
		sum += uint64(u)
		all |= u
	}
	return sum, all
}

// choose finds the partition order and the Rice parameter of each partition, from the
// sums of the smallest partitions.
func (r *blockResidual) choose(sums [1 << deepest]uint64, finest int) {
	n := len(r.values) + r.order
	for d := finest; d >= 0; d-- {
		var total uint64
		var ks [1 << deepest]uint
		for i := range 1 << d {
			k, cost := riceCost(sums[i], uint64(n>>d))
			ks[i], total = k, total+5+cost
			if d > 0 && i%2 == 1 {
				sums[i/2] = sums[i-1] + sums[i]
			}
		}
		if d == finest || total < r.cost {
			r.depth, r.params, r.cost = d, ks, total
		}
	}
	r.cost += 6
}

// riceCost returns the best parameter for n values with a sum, and the estimated
// number of bits.
func riceCost(sum, n uint64) (k uint, cost uint64) {
	const most = 30
	for k < most && n<<(k+1) <= sum {
		k++
	}
	return k, n*uint64(k+1) + sum>>k
}

// residual writes the residual with Rice parameters of 5 bits (RFC 9639, 9.2.7).
func (w *bitWriter) residual(r blockResidual) {
	w.put(1, 2)
	w.put(uint64(r.depth), 4)
	size := (len(r.values) + r.order) >> r.depth
	for i := range 1 << r.depth {
		first, last := max(0, i*size-r.order), (i+1)*size-r.order
		w.put(uint64(r.params[i]), 5)
		w.rice(r.values[first:last], r.params[i])
	}
}

// rice writes each value as the zeros of value>>k, a one, and k bits.
func (w *bitWriter) rice(values []uint32, k uint) {
	one, low := uint64(1)<<k, uint64(1)<<k-1
	dst, acc, n := w.dst, w.acc, w.n
	for _, u := range values {
		zeros := uint(u >> k)
		for ; zeros+1+k > 32; zeros -= min(zeros, 32) {
			*w = bitWriter{dst, acc, n}
			w.put(0, min(zeros, 32))
			dst, acc, n = w.dst, w.acc, w.n
		}
		size := zeros + 1 + k
		acc = acc<<(size&63) | one | uint64(u)&low
		if n += size; n >= 32 {
			n -= 32
			dst = binary.BigEndian.AppendUint32(dst, uint32(acc>>(n&63)))
		}
	}
	*w = bitWriter{dst, acc, n}
}
