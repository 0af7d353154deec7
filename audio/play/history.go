//go:build (linux && !cgo) || freebsd

package play

import (
	"encoding/binary"
	"io"
)

// A history is a reader that keeps the last bytes that were read, so that
// what a device has not played yet can be taken back and faded out.
type history struct {
	io.Reader
	last []byte
	most int // bytes to keep
}

func (h *history) Read(b []byte) (int, error) {
	n, err := h.Reader.Read(b)
	h.last = append(h.last, b[:n]...)
	h.last = h.last[max(0, len(h.last)-h.most):]
	return n, err
}

// fadeOut returns the last n bytes that were read, faded into silence, at so
// many frames a second. From then on only silence is read.
func (h *history) fadeOut(n, rate int) []byte {
	h.Reader = silence{}
	n = min(max(n, 0), len(h.last)) / frameBytes * frameBytes
	b := h.last[len(h.last)-n:]
	h.last = nil
	fade(b, rate)
	return b
}

// fade makes frames of 16 bits fade out, and be silent after that.
func fade(b []byte, rate int) {
	gain := newRamp(1, rate)
	gain.goal = 0
	for ; len(b) > 0; b = b[frameBytes:] {
		g := gain.next()
		for _, sample := range [][]byte{b[:2], b[2:4]} {
			x := float64(int16(binary.LittleEndian.Uint16(sample)))
			binary.LittleEndian.PutUint16(sample, uint16(int16(x*g)))
		}
	}
}

// silence is a reader of nothing but zeros.
type silence struct{}

func (silence) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
