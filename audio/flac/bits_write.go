package flac

import "encoding/binary"

// A bitWriter appends bits, the most significant bit first.
type bitWriter struct {
	dst []byte
	acc uint64
	n   uint // number of bits in acc that are not in dst yet, less than 32
}

// put appends the lowest n bits of v, at most 32. The higher bits of v must be zero.
func (w *bitWriter) put(v uint64, n uint) {
	w.acc = w.acc<<n | v
	w.n += n
	if w.n >= 32 {
		w.n -= 32
		w.dst = binary.BigEndian.AppendUint32(w.dst, uint32(w.acc>>w.n))
	}
}

// bytes returns all bits, padded with zeros to a whole byte.
func (w *bitWriter) bytes() []byte {
	w.put(0, -w.n&7)
	for ; w.n > 0; w.n -= 8 {
		w.dst = append(w.dst, byte(w.acc>>(w.n-8)))
	}
	return w.dst
}
