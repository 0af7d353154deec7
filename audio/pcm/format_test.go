package pcm

import (
	"encoding/binary"
	"math"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
)

func TestFormatsEncode(t *testing.T) {
	frames := []audio.Frame{{0.5, -0.5}, {-1, 2}}
	b := Int24.Append(nil, frames, 7)
	if len(b) != 12 {
		t.Fatalf("24 bit: %d bytes", len(b))
	}
	for i, want := range []float64{0.5, -0.5, -1, 1} {
		v := int32(b[3*i])<<8 | int32(b[3*i+1])<<16 | int32(b[3*i+2])<<24
		if got := float64(v>>8) / (1 << 23); math.Abs(got-want) > 2.0/(1<<23) {
			t.Errorf("24 bit: sample %d is %g, want %g", i, got, want)
		}
	}
	b = Float32.Append(nil, frames, 7)
	for i, want := range []float32{0.5, -0.5, -1, 2} {
		if got := math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])); got != want {
			t.Errorf("float: sample %d is %g, want %g", i, got, want)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, f := range []Format{Int16, Int24, Float32} {
		b.Run(f.String(), func(b *testing.B) {
			frames := make([]audio.Frame, ChunkFrames)
			testsound.Ramp(ChunkFrames).Render(frames, 0)
			out := make([]byte, 0, ChunkFrames*f.FrameBytes())
			for b.Loop() {
				f.Append(out, frames, 0)
			}
			testsound.PerFrame(b, ChunkFrames)
		})
	}
}
