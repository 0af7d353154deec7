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

// residual writes a residual in partitions of a Rice code each, with parameters
// of 5 bits (RFC 9639, 9.2.7). Order samples stand before it in the block.
func (w *bitWriter) residual(r []int32, order int) {
	depth, params := partition(r, order)
	w.put(1, 2)
	w.put(uint64(depth), 4)
	size := (len(r) + order) >> depth
	for i := range 1 << depth {
		first, last := max(0, i*size-order), (i+1)*size-order
		w.put(uint64(params[i]), 5)
		w.rice(r[first:last], params[i])
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

// partition is how often to halve the block, and the Rice parameter of each part.
func partition(r []int32, order int) (depth int, params [1 << deepest]uint) {
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
	return depth, params
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
