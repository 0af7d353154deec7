package record

import (
	"math"
	"testing"

	"respite/samples/record/internal/testsound"
)

// No sample passes the limiter's ceiling, and none far from a peak is touched.
func FuzzLimit(f *testing.F) {
	f.Add(uint64(1), 0.5, 4000)
	f.Add(uint64(2), 0.01, 10)
	f.Add(uint64(3), 0.9, 0)
	f.Fuzz(func(t *testing.T, seed uint64, ceiling float64, n int) {
		if !(ceiling > 1e-3 && ceiling < 1) || n < 0 || n > 20000 {
			t.Skip()
		}
		x := testsound.Speech(22050, float64(n)/22050, 0.5, seed)
		y := append([]float32(nil), x...)
		limit(y, ceiling)
		last := -1 << 30 // the last peak
		for i, v := range y {
			if math.Abs(float64(x[i])) > ceiling {
				last = i
			}
			if math.Abs(float64(v)) > ceiling*(1+1e-6) {
				t.Fatalf("sample %d is %v, above %v", i, v, ceiling)
			}
			if v != x[i] && i > last+2*ahead && !peakSoon(x[i:], ceiling) {
				t.Fatalf("sample %d went from %v to %v, far from any peak", i, x[i], v)
			}
		}
	})
}

func peakSoon(x []float32, ceiling float64) bool {
	for _, v := range x[:min(2*ahead+1, len(x))] {
		if math.Abs(float64(v)) > ceiling {
			return true
		}
	}
	return false
}

// A level above the threshold comes out half as far above it.
func TestCompress(t *testing.T) {
	for _, c := range []struct{ in, out float64 }{{-60, -60}, {-30, -30}, {-24, -24.375}, {-14, -19}, {-4, -14}} {
		if got := c.in - reduction(c.in); math.Abs(got-c.out) > 1e-9 {
			t.Errorf("%v dB becomes %v, want %v", c.in, got, c.out)
		}
	}
	x := make([]float32, 22050)
	for i := range x {
		x[i] = float32(amplitude(-14))
	}
	compress(x)
	if got := 20 * math.Log10(float64(x[len(x)-1])); math.Abs(got+19) > 0.01 {
		t.Errorf("a level of -14 dB settles at %.2f, want -19", got)
	}
}
