package flac

import (
	"math"
	"testing"

	"respite/audio/internal/testsound"
)

// A Hann window, by hand: sin²(π/8) and sin²(3π/8). Its mean square is 3/8.
func TestWindow(t *testing.T) {
	const low, high = 0.1464466094067262, 0.8535533905932737
	sum := 0.0
	for i, want := range []float64{low, high, high, low} {
		w := window(4)[i]
		if sum += w * w / 4; !testsound.Near(w, want, 1e-12) {
			t.Errorf("value %d of 4 is %g, want %g", i, w, want)
		}
	}
	if !testsound.Near(sum, windowPower, 1e-12) {
		t.Errorf("a mean square of %g", sum)
	}
}

// The autocorrelation is the sum of the products at each lag.
func TestAutocorrelation(t *testing.T) {
	block := make([]int32, 300)
	for i := range block {
		block[i] = int32(i * i % 601)
	}
	w := window(len(block))
	for _, highest := range []int{sessionOrder, clipOrder} {
		for lag, got := range new(encoder).autocorrelation(block, highest) {
			want := 0.0
			for i := lag; i < len(block); i++ {
				want += float64(block[i]) * w[i] * float64(block[i-lag]) * w[i-lag]
			}
			if !testsound.Near(got, want, 1e-9*math.Abs(want)) {
				t.Errorf("up to %d: lag %d has %g, want %g", highest, lag, got, want)
			}
		}
	}
}

// The predictor is chosen from the half in the middle of a session's block.
func TestMiddle(t *testing.T) {
	x := make([]int32, sessionBlock)
	for i := range x {
		x[i] = int32(i)
	}
	if m := middle(x); len(m) != 2048 || m[0] != 1024 {
		t.Errorf("%d samples from %d on, want 2048 from 1024 on", len(m), m[0])
	}
	if m := middle(x[:2048]); len(m) != 2048 {
		t.Errorf("%d samples of 2048", len(m))
	}
}

// The process x[n] = 1.5 x[n-1] - 0.8 x[n-2] + noise has the autocorrelation
// 1, 1.5/1.8, and then 1.5 r[n-1] - 0.8 r[n-2] (Yule and Walker). Its predictor has these
// two coefficients, and no more order is worth its bits. With a shift of 13 they are 12288
// and -6553.6, rounded.
func TestLevinson(t *testing.T) {
	const n, variance = 2048, 1e6
	r := []float64{1, 1.5 / 1.8}
	for i := 2; i <= 8; i++ {
		r = append(r, 1.5*r[i-1]-0.8*r[i-2])
	}
	for i := range r {
		r[i] *= windowPower * n * variance
	}
	a := levinson(r, n, 31.0/n)
	if len(a) != 2 || !testsound.Near(a[0], 1.5, 1e-6) || !testsound.Near(a[1], -0.8, 1e-6) {
		t.Fatalf("the coefficients are %v, want 1.5 and -0.8", a)
	}
	if p := quantised(a); p.order != 2 || p.shift != 13 || p.coefficients[0] != 12288 || p.coefficients[1] != -6554 {
		t.Errorf("the predictor is %+v", p)
	}
	quiet := make([]float64, len(r))
	for i := range quiet {
		quiet[i] = r[i] / variance / 10
	}
	if a := levinson(quiet, n, 31.0/n); len(a) != 0 { // rounding adds a variance of 1/3
		t.Errorf("a variance of 0.1 is predicted with %v", a)
	}
	noise := make([]float64, 9)
	noise[0] = windowPower * n * variance
	if a := levinson(noise, n, 31.0/n); len(a) != 0 {
		t.Errorf("noise is predicted with %v", a)
	}
}
