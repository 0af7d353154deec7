//go:build (linux && !cgo) || freebsd

package play

import (
	"bytes"
	"encoding/binary"
	"io"
	"testing"

	"github.com/jfreymuth/pulse/proto"
)

// loud is a reader of one value.
type loud struct{}

func (loud) Read(b []byte) (int, error) {
	for i := 0; i+1 < len(b); i += 2 {
		binary.LittleEndian.PutUint16(b[i:], 10000)
	}
	return len(b), nil
}

// A history fades out what it is asked to take back, within 30 ms and without
// a step, and reads silence from then on.
func TestHistoryFadesOut(t *testing.T) {
	h := &history{Reader: loud{}, most: 8 * rate}
	if _, err := io.ReadFull(h, make([]byte, 4*rate)); err != nil {
		t.Fatal(err)
	}
	b := h.fadeOut(rate*frameBytes/10, rate)
	if len(b) != rate*frameBytes/10 {
		t.Fatalf("%d bytes", len(b))
	}
	last := 10000
	for i := 0; i < len(b); i += frameBytes {
		x := int(int16(binary.LittleEndian.Uint16(b[i:])))
		if x > last || last-x > 10000/1000 {
			t.Fatalf("frame %d goes from %d to %d", i/frameBytes, last, x)
		}
		last = x
	}
	const fade = 30 * rate / 1000 * frameBytes
	if silent(b[fade*9/10:fade]) || !silent(b[fade+frameBytes:]) {
		t.Error("the fade is not 30 ms long")
	}
	after := make([]byte, 1000)
	if _, err := io.ReadFull(h, after); err != nil || !silent(after) {
		t.Errorf("after the fade there is sound (%v)", err)
	}
}

// A history keeps no more than it has to.
func TestHistoryIsBounded(t *testing.T) {
	h := &history{Reader: loud{}, most: 1000}
	for range 100 {
		_, _ = h.Read(make([]byte, 300))
	}
	if len(h.last) != 1000 {
		t.Errorf("%d bytes are kept, want 1000", len(h.last))
	}
	if b := h.fadeOut(5000, rate); len(b) != 1000 || bytes.Equal(b, make([]byte, 1000)) {
		t.Errorf("%d bytes are taken back", len(b))
	}
}

// The server's underflows are counted.
func TestPulseUnderruns(t *testing.T) {
	o := &pulseOutput{closed: make(chan struct{})}
	o.receive(&proto.Underflow{})
	o.receive(&proto.Underflow{})
	if o.Underruns() != 2 {
		t.Errorf("%d underruns, want 2", o.Underruns())
	}
}
