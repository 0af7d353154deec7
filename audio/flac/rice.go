package flac

import (
	"encoding/binary"
	"math/bits"
)

// A bitWriter appends bits, the highest first.
type bitWriter struct {
	dst []byte
	acc uint64
	n   uint // bits in acc that are not in dst yet, under 32
}

// put appends the lowest n bits of v, at most 32; the others are zero.
func (w *bitWriter) put(v uint64, n uint) {
	w.acc = w.acc<<n | v
	w.n += n
	if w.n >= 32 {
		w.n -= 32
		w.dst = binary.BigEndian.AppendUint32(w.dst, uint32(w.acc>>w.n))
	}
}

// bytes are all that was put, filled up with zeros to a whole byte.
func (w *bitWriter) bytes() []byte {
	w.put(0, -w.n&7)
	for ; w.n > 0; w.n -= 8 {
		w.dst = append(w.dst, byte(w.acc>>(w.n-8)))
	}
	return w.dst
}

// deepest is the highest partition order that is tried: 64 partitions.
const deepest = 6

// A rest is what a predictor leaves of a block, in partitions of a Rice code each.
type rest struct {
	values []int32
	order  int // samples of the block that stand before it
	depth  int // how often the block is halved
	params [1 << deepest]uint
	cost   uint64 // bits, about
}

// newRest chooses the partitions and their parameters.
func newRest(values []int32, order int) rest {
	r := rest{values: values, order: order}
	r.depth, r.params, r.cost = partition(values, order)
	return r
}

// residual writes what a predictor leaves, with parameters of 5 bits (RFC 9639, 9.2.7).
func (w *bitWriter) residual(r rest) {
	w.put(1, 2)
	w.put(uint64(r.depth), 4)
	size := (len(r.values) + r.order) >> r.depth
	for i := range 1 << r.depth {
		first, last := max(0, i*size-r.order), (i+1)*size-r.order
		w.put(uint64(r.params[i]), 5)
		w.rice(r.values[first:last], r.params[i])
	}
}

// rice writes each value, its sign folded into the lowest bit, as the zeros
// of value>>k, a one, and k bits.
func (w *bitWriter) rice(r []int32, k uint) {
	for _, v := range r {
		u := uint64(uint32(v<<1 ^ v>>31))
		zeros := uint(u >> k)
		for ; zeros+1+k > 32; zeros -= min(zeros, 32) {
			w.put(0, min(zeros, 32))
		}
		w.put(1<<k|u&(1<<k-1), zeros+1+k)
	}
}

// partition is how often to halve the block, the Rice parameter of each part, and
// about how many bits they take.
func partition(r []int32, order int) (depth int, params [1 << deepest]uint, cost uint64) {
	n := len(r) + order
	most := min(deepest, bits.TrailingZeros(uint(n)))
	for most > 0 && n>>most <= order {
		most--
	}
	var sums [1 << deepest]uint64
	for i := range sums[:1<<most] {
		size := n >> most
		for _, v := range r[max(0, i*size-order) : (i+1)*size-order] {
			sums[i] += uint64(uint32(v<<1 ^ v>>31))
		}
	}
	var best uint64
	for d := most; d >= 0; d-- {
		var total uint64
		var ks [1 << deepest]uint
		for i := range 1 << d {
			k, cost := riceCost(sums[i], uint64(n>>d))
			ks[i], total = k, total+5+cost
			if d > 0 && i%2 == 1 {
				sums[i/2] = sums[i-1] + sums[i]
			}
		}
		if d == most || total < best {
			depth, params, best = d, ks, total
		}
	}
	return depth, params, best + 6
}

// riceCost is the parameter for n values of that sum, and about how many bits
// they take.
func riceCost(sum, n uint64) (k uint, cost uint64) {
	const most = 30
	for k < most && n<<(k+1) <= sum {
		k++
	}
	return k, n*uint64(k+1) + sum>>k
}
