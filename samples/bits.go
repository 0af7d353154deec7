package samples

import (
	"encoding/binary"
	"math/bits"
)

// A bitReader reads numbers of any number of bits, the highest first. Past the
// end it reads zeros, and says so.
type bitReader struct {
	rest  []byte // not yet at hand
	word  uint64 // at hand, from the top
	n     uint   // bits of it
	short bool   // more was read than there is
}

// fill brings 57 bits or more to hand, or what is left.
func (r *bitReader) fill() {
	if len(r.rest) >= 8 {
		r.word |= binary.BigEndian.Uint64(r.rest) >> r.n
		r.rest = r.rest[(63-r.n)/8:]
		r.n |= 56
		return
	}
	for r.n <= 56 && len(r.rest) > 0 {
		r.word |= uint64(r.rest[0]) << (56 - r.n)
		r.rest = r.rest[1:]
		r.n += 8
	}
}

// read is the next k bits, at most 32.
func (r *bitReader) read(k uint) uint32 {
	if r.n < k {
		if r.fill(); r.n < k {
			r.short, r.n, r.word = true, 0, 0
			return 0
		}
	}
	v := uint32(r.word >> 32 >> (32 - k))
	r.word <<= k
	r.n -= k
	return v
}

// signed is the next k bits, at most 32, as a number that may be negative.
func (r *bitReader) signed(k uint) int32 { return int32(r.read(k)<<(32-k)) >> (32 - k) }

// unary is how many zeros come before the next one. Beyond its n bits the word may
// hold some of what follows.
func (r *bitReader) unary() (zeros uint32) {
	for {
		if z := uint(bits.LeadingZeros64(r.word)); z < r.n {
			r.word = r.word << z << 1
			r.n -= z + 1
			return zeros + uint32(z)
		}
		zeros += uint32(r.n)
		r.word, r.n = 0, 0
		if r.fill(); r.n == 0 {
			r.short = true
			return 0
		}
	}
}

// rice reads numbers of Rice's code with k low bits: the sign stands lowest.
func (r *bitReader) rice(dst []int32, k uint) {
	for i := range dst {
		if r.n <= 32 {
			r.fill()
		}
		var v uint32
		if z := uint(bits.LeadingZeros64(r.word)); z+1+k <= r.n { // all of it is at hand
			v = uint32(z)<<k | uint32(r.word<<(z+1)>>(64-k))
			r.word <<= z + 1 + k
			r.n -= z + 1 + k
		} else {
			v = r.unary()<<k | r.read(k)
		}
		dst[i] = int32(v>>1) ^ -int32(v&1)
	}
}

// align goes on to the next whole byte.
func (r *bitReader) align() { r.read(r.n % 8) }

// atEnd tells whether nothing is left.
func (r *bitReader) atEnd() bool { return r.n == 0 && len(r.rest) == 0 }
