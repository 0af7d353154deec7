package pcm

import (
	"bytes"
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
		if got := float64(v>>8) / (1 << 23); !testsound.Near(got, want, 2.0/(1<<23)) {
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

func TestFullScaleClamps(t *testing.T) {
	for _, tc := range []struct {
		x     float32
		bits  int
		want  int32
		steps int32 // the largest change by dither
	}{{0, 16, 0, 1}, {1, 16, 32767, 1}, {2, 16, 32767, 0}, {-1, 16, -32768, 1}, {-9, 16, -32768, 0},
		{1e30, 24, 1<<23 - 1, 0}, {-1e30, 24, -1 << 23, 0}, {0.5, 16, 16384, 1}, {-0.9999, 16, -32765, 1}, {0.9999, 24, 8387769, 1}} {
		for at := range int64(500) {
			l, r := encoded(audio.Frame{tc.x, -tc.x}, tc.bits, at)
			if l-tc.want > tc.steps || tc.want-l > tc.steps || -r-tc.want > tc.steps+1 || tc.want+r > tc.steps+1 {
				t.Fatalf("%g becomes %d and %d of %d bits, want %d", tc.x, l, r, tc.bits, tc.want)
			}
		}
	}
}

// A sample does not depend on the other channel, even if that one is beyond full scale,
// nor on the frames before it.
func TestSamplesAreIndependent(t *testing.T) {
	const first, n = 1000, 100
	for _, bits := range []int{16, 24} {
		frames := make([]audio.Frame, n)
		for i := range frames {
			x := float32(i)/n - 0.5
			frames[i] = audio.Frame{x, -x}
			l, r := encoded(frames[i], bits, first+int64(i))
			loudLeft, _ := encoded(audio.Frame{x, 3}, bits, first+int64(i))
			_, loudRight := encoded(audio.Frame{3, -x}, bits, first+int64(i))
			if l != loudLeft || r != loudRight {
				t.Fatalf("%d bits: %d and %d, next to a loud channel %d and %d", bits, l, r, loudLeft, loudRight)
			}
		}
		format := map[int]Format{16: Int16, 24: Int24}[bits]
		var single []byte
		for i := range frames {
			single = format.Append(single, frames[i:i+1], first+int64(i))
		}
		if !bytes.Equal(format.Append(nil, frames, first), single) {
			t.Errorf("%d bits: the frames together become other bytes than one by one", bits)
		}
	}
}

// A file of one channel contains the left samples. IEEE 754: 0.5 is 3f000000, 1 is
// 3f800000.
func TestMonoIsTheLeftChannel(t *testing.T) {
	b := Float32.AppendMono([]byte("data"), []audio.Frame{{0.5, -0.5}, {1, 2}}, 0)
	if string(b) != "data\x00\x00\x00\x3f\x00\x00\x80\x3f" {
		t.Errorf("%q", b)
	}
}

func TestNamesOfFormats(t *testing.T) {
	for name, want := range map[string]Format{"16": Int16, "24": Int24, "32f": Float32} {
		f := Format(-1)
		if err := f.Set(name); err != nil || f != want || f.String() != name {
			t.Errorf("%s: %d, %v", name, f, err)
		}
	}
	if new(Format).Set("32") == nil {
		t.Error("32 is a format")
	}
}

// encoded encodes a frame with a given number of bits and returns its samples.
func encoded(f audio.Frame, bits int, at int64) (left, right int32) {
	if bits == 16 {
		b := Int16.Append(nil, []audio.Frame{f}, at)
		return int32(int16(binary.LittleEndian.Uint16(b))), int32(int16(binary.LittleEndian.Uint16(b[2:])))
	}
	b := Int24.Append([]byte{0}, []audio.Frame{f}, at)
	return int32(binary.LittleEndian.Uint32(b)) >> 8, int32(binary.LittleEndian.Uint32(append([]byte{0}, b[4:]...))) >> 8
}

// The mean of the encoded samples is the signal, and the variance of the error is 1/4
// step², wherever the signal lies between two steps.
func TestWhatIsWrittenIsTheSignal(t *testing.T) {
	const n = 200000
	for _, bits := range []int{16, 24} {
		full := float64(int(1) << (bits - 1))
		for _, between := range []float64{0, 0.1, 0.25, 0.5, 0.9} {
			x := float32((100 + between) / full)
			var sum, squares float64
			for i := range int64(n) {
				l, r := encoded(audio.Frame{x, -x}, bits, i)
				e, f := float64(l)-float64(x)*full, float64(r)+float64(x)*full
				sum += e + f
				squares += e*e + f*f
			}
			if mean := sum / (2 * n); !testsound.Near(mean, 0, 0.005) {
				t.Errorf("%d bits, %g of a step: the mean error is %.4f steps", bits, between, mean)
			}
			if v := squares / (2 * n); !testsound.Near(v, 0.25, 0.005) {
				t.Errorf("%d bits, %g of a step: the error's variance is %.4f, want 0.25", bits, between, v)
			}
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, f := range []Format{Int16, Int24, Float32} {
		b.Run(f.String(), func(b *testing.B) {
			frames := testsound.Both(testsound.Babble(ChunkFrames, 1))
			out := make([]byte, 0, ChunkFrames*f.FrameBytes())
			for b.Loop() {
				f.Append(out, frames, 0)
			}
			testsound.PerFrame(b, ChunkFrames)
		})
	}
}
