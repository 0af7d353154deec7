package dither

import (
	"testing"

	"respite/audio/internal/testsound"
)

func TestRoundClamps(t *testing.T) {
	for _, tc := range []struct {
		x    float32
		full float64
		want int32
	}{{0, 1 << 15, 0}, {1, 1 << 15, 32767}, {2, 1 << 15, 32767}, {-1, 1 << 15, -32768}, {-9, 1 << 15, -32768},
		{1e30, 1 << 23, 1<<23 - 1}, {-1e30, 1 << 23, -1 << 23}, {0.5, 1 << 15, 16384}} {
		if got := Round(tc.x, 0, tc.full); got != tc.want {
			t.Errorf("%g becomes %d of %g, want %d", tc.x, got, tc.full, tc.want)
		}
	}
}

// With triangular dither the mean of the rounded samples is the signal, and the
// variance of the error is 1/4 step², wherever the signal lies between two steps.
func TestDitherHidesTheSteps(t *testing.T) {
	const n = 200000
	for _, between := range []float64{0, 0.1, 0.25, 0.5, 0.9} {
		var sum, squares float64
		for i := range int64(n) {
			for _, d := range pair(At(i)) {
				e := float64(Round(float32((100+between)/32768), d, 1<<15)) - 100 - between
				sum += e
				squares += e * e
			}
		}
		if mean := sum / (2 * n); !testsound.Near(mean, 0, 0.005) {
			t.Errorf("%g of a step: the mean error is %.4f steps", between, mean)
		}
		if v := squares / (2 * n); !testsound.Near(v, 0.25, 0.005) {
			t.Errorf("%g of a step: the error's variance is %.4f, want 0.25", between, v)
		}
	}
}

// The dither of the two channels, and of nearby frames, is uncorrelated.
func TestDitherIsIndependent(t *testing.T) {
	const n = 200000
	for name, at := range map[string]func(int64) (float64, float64){"At": At, "Noise": func(at int64) (float64, float64) {
		parts := Noise(at)[0]
		return float64(parts[0])/Step - 0.5, float64(parts[1])/Step - 0.5
	}} {
		noise := make([][2]float64, n)
		for i := range noise {
			noise[i] = pair(at(int64(i)))
		}
		for lag := range 20 {
			for _, c := range [][2]int{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
				sum := 0.0
				for i := lag; i < n; i++ {
					sum += noise[i][c[0]] * noise[i-lag][c[1]]
				}
				want := 0.0
				if lag == 0 && c[0] == c[1] {
					want = 1
				}
				if r := sum / n * 6; !testsound.Near(r, want, 0.015) { // the variance is 1/6
					t.Errorf("%s: channel %d and, %d frames before, channel %d correlate by %.3f", name, c[0], lag, c[1], r)
				}
			}
		}
	}
}

func pair(a, b float64) [2]float64 { return [2]float64{a, b} }

// The dither of a frame does not depend on the first frame of the request.
func TestNoiseIsAFunctionOfThePosition(t *testing.T) {
	for at := int64(0); at < 3*run; at += 7 {
		for i, parts := range Noise(at) {
			if alone := Noise(at + int64(i))[0]; parts != alone {
				t.Fatalf("frame %d from frame %d on: %v, alone: %v", at+int64(i), at, parts, alone)
			}
		}
	}
}
