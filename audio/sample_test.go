package audio

import (
	"encoding/binary"
	"math"
	"testing"
)

func TestQuantiseClamps(t *testing.T) {
	for _, tc := range []struct {
		x    float32
		full float64
		want int32
	}{{0, 1 << 15, 0}, {1, 1 << 15, 32767}, {2, 1 << 15, 32767}, {-1, 1 << 15, -32768}, {-9, 1 << 15, -32768},
		{1e30, 1 << 23, 1<<23 - 1}, {-1e30, 1 << 23, -1 << 23}, {0.5, 1 << 15, 16384}} {
		if got := quantise(tc.x, 0, tc.full); got != tc.want {
			t.Errorf("%g becomes %d of %g, want %d", tc.x, got, tc.full, tc.want)
		}
	}
}

// With triangular dither the mean of what is written is the signal, and the
// error's variance is 1/4 step², wherever the signal lies between two steps.
func TestDitherHidesTheSteps(t *testing.T) {
	const n = 200000
	for _, between := range []float64{0, 0.1, 0.25, 0.5, 0.9} {
		var sum, squares float64
		for i := range int64(n) {
			for _, d := range pair(dither(i)) {
				e := float64(quantise(float32((100+between)/32768), d, 1<<15)) - 100 - between
				sum += e
				squares += e * e
			}
		}
		if mean := sum / (2 * n); math.Abs(mean) > 0.005 {
			t.Errorf("%g of a step: the mean error is %.4f steps", between, mean)
		}
		if v := squares / (2 * n); math.Abs(v-0.25) > 0.005 {
			t.Errorf("%g of a step: the error's variance is %.4f, want 0.25", between, v)
		}
	}
}

func TestDitherOfTheChannelsIsIndependent(t *testing.T) {
	const n = 200000
	var cross, before float64
	last := 0.0
	for i := range int64(n) {
		l, r := dither(i)
		cross += l * r
		before += l * last
		last = l
	}
	for what, sum := range map[string]float64{"left and right": cross, "a frame and the next": before} {
		if c := sum / n * 6; math.Abs(c) > 0.02 { // the variance is 1/6
			t.Errorf("%s correlate by %.3f", what, c)
		}
	}
}

func TestFormatsEncode(t *testing.T) {
	frames := []Frame{{0.5, -0.5}, {-1, 2}}
	b := Int24.encode(nil, frames, 7)
	if len(b) != 12 {
		t.Fatalf("24 bit: %d bytes", len(b))
	}
	for i, want := range []float64{0.5, -0.5, -1, 1} {
		v := int32(b[3*i])<<8 | int32(b[3*i+1])<<16 | int32(b[3*i+2])<<24
		if got := float64(v>>8) / (1 << 23); math.Abs(got-want) > 2.0/(1<<23) {
			t.Errorf("24 bit: sample %d is %g, want %g", i, got, want)
		}
	}
	b = Float32.encode(nil, frames, 7)
	for i, want := range []float32{0.5, -0.5, -1, 2} {
		if got := math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])); got != want {
			t.Errorf("float: sample %d is %g, want %g", i, got, want)
		}
	}
}

func pair(a, b float64) [2]float64 { return [2]float64{a, b} }

func BenchmarkEncode(b *testing.B) {
	for _, f := range []Format{Int16, Int24, Float32} {
		b.Run(f.String(), func(b *testing.B) {
			frames := make([]Frame, ChunkFrames)
			ramp(ChunkFrames).Render(frames, 0)
			out := make([]byte, 0, ChunkFrames*f.FrameBytes())
			for b.Loop() {
				f.encode(out, frames, 0)
			}
			perFrame(b, ChunkFrames)
		})
	}
}

// perFrame reports what one frame of those in a round cost.
func perFrame(b *testing.B, frames int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(frames), "ns/frame")
}
