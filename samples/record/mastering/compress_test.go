package mastering

import (
	"math"
	"testing"
)

// A level above the threshold is reduced to half of its excess.
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
