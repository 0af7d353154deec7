package flac

import (
	"encoding/binary"
	"io"
	"math/bits"
)

// A bitReader reads numbers of any number of bits, the most significant bit first.
// Past the end of its input it reads zeros and sets short.
type bitReader struct {
	src   io.Reader // supplies more bytes after buf; nil where buf is all
	buf   []byte
	rest  []byte // the end of buf, not yet loaded into word
	word  uint64 // the next bits, starting at the most significant
	n     uint   // number of valid bits in word
	short bool   // a read went past the end
	err   error  // of src

	crc uint16 // CRC of the bytes between mark and sum
	sum int    // position in buf
}

// kept is the number of consumed bytes that buf keeps before rest: a frame's header
// and a word.
const kept = 32

// newBitReader returns a reader with a buffer of 64 kB.
func newBitReader(src io.Reader) bitReader {
	return bitReader{src: src, buf: make([]byte, 0, 1<<16)}
}

// fill loads word with at least 56 bits, or with all that are left.
func (r *bitReader) fill() {
	if len(r.rest) < 8 && r.src != nil {
		r.more()
	}
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

// more reads the next bytes from src and drops consumed bytes, except for the last
// ones.
func (r *bitReader) more() {
	used := len(r.buf) - len(r.rest)
	drop := max(0, used-kept)
	if r.sum < drop {
		r.crc, r.sum = crc16(r.crc, r.buf[r.sum:drop]), drop
	}
	r.sum -= drop
	r.buf = r.buf[:copy(r.buf, r.buf[drop:])]
	n, err := io.ReadAtLeast(r.src, r.buf[len(r.buf):cap(r.buf)], 8)
	r.buf = r.buf[:len(r.buf)+n]
	r.rest = r.buf[used-drop:]
	if err != nil {
		r.src = nil
		if err != io.EOF && err != io.ErrUnexpectedEOF {
			r.err = err
		}
	}
}

// read returns the next k bits, at most 56.
func (r *bitReader) read(k uint) uint64 {
	if r.n < k {
		if r.fill(); r.n < k {
			r.short, r.n, r.word = true, 0, 0
			return 0
		}
	}
	v := r.word >> (64 - k)
	r.word <<= k
	r.n -= k
	return v
}

// signed returns the next k bits, at most 56, as a two's complement number.
func (r *bitReader) signed(k uint) int64 { return int64(r.read(k)<<(64-k)) >> (64 - k) }

// unary returns the number of zeros before the next one, and consumes both. The word
// may hold input bits beyond its n valid ones.
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

// align skips to the next whole byte.
func (r *bitReader) align() { r.read(r.n % 8) }

// atEnd reports whether no byte is left. The reader must be at a whole byte.
func (r *bitReader) atEnd() bool {
	if r.n == 0 {
		r.fill()
	}
	return r.n == 0
}

// skip skips n bytes. The reader must be at a whole byte.
func (r *bitReader) skip(n int) {
	r.rest = r.buf[r.place():]
	r.word, r.n = 0, 0
	for {
		some := min(n, len(r.rest))
		r.rest = r.rest[some:]
		r.sum = len(r.buf) - len(r.rest)
		if n -= some; n == 0 {
			return
		}
		if r.src == nil {
			r.short = true
			return
		}
		r.more()
	}
}

// place returns the position of the next whole byte in buf.
func (r *bitReader) place() int { return len(r.buf) - len(r.rest) - int(r.n/8) }

// mark starts the check sums at the next whole byte.
func (r *bitReader) mark() { r.crc, r.sum = 0, r.place() }

// crc8 returns the check sum of the bytes since mark, at most a frame's header.
func (r *bitReader) crc8() byte { return crc8(r.buf[r.sum:r.place()]) }

// crc16 returns the check sum of the bytes since mark.
func (r *bitReader) crc16() uint16 { return crc16(r.crc, r.buf[r.sum:r.place()]) }
