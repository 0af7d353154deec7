package loudness

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"respite/audio/internal/testsound"
)

// EBU Tech 3341 (2016), table 1, cases 15 to 19: sines at fractions of the sample
// rate, with phases in degrees that put their peaks on or between samples.
func TestTruePeakOfTheEBUSines(t *testing.T) {
	for _, c := range []struct {
		number             int
		part, phase, level float64
		dBTP               float64
	}{
		{15, 1. / 4, 0, 0.5, -6}, {16, 1. / 4, 45, 0.5, -6}, {17, 1. / 6, 60, 0.5, -6},
		{18, 1. / 8, 67.5, 0.5, -6}, {19, 1. / 4, 45, 1.41, 3},
	} {
		for _, rate := range []int{44100, 48000} {
			t.Run(fmt.Sprint("case ", c.number, " at ", rate), func(t *testing.T) {
				x := make([]float32, rate)
				for i := range x {
					fade := min(1, 10*float64(min(i, len(x)-i))/float64(rate)) // 0.1 s
					x[i] = float32(fade * c.level * math.Sin(2*math.Pi*(c.part*float64(i)+c.phase/360)))
				}
				checkPeak(t, x, c.dBTP)
			})
		}
	}
}

// checkPeak allows the tolerance of Tech 3341: 0.2 dB above, 0.4 dB below. Skipping
// quiet frames must not change the result.
func checkPeak(t *testing.T, x []float32, want float64) {
	t.Helper()
	frames := testsound.Both(x)
	got := testsound.DB(float64(TruePeak(frames, 0)))
	if got > want+0.2 || got < want-0.4 {
		t.Errorf("%.2f dBTP, want %.1f", got, want)
	}
	var each float32
	for i := 2*Reach - 1; i < len(frames); i++ {
		each = max(each, momentPeak((*[2 * Reach]frame)(frames[i-2*Reach+1:])))
	}
	if found := testsound.DB(float64(each)); found != got {
		t.Errorf("%.4f dBTP with what is passed over, %.4f without", found, got)
	}
}

func TestSwellBoundsTheInterpolators(t *testing.T) {
	for i, taps := range between {
		sum := 0.0
		for _, h := range taps {
			sum += math.Abs(float64(h))
		}
		if sum > Swell {
			t.Errorf("phase %d: the absolute values add up to %g, more than %g", i, sum, Swell)
		}
		beside := math.Abs(float64(taps[Reach-1])) + math.Abs(float64(taps[Reach]))
		if beside > near || sum-beside > far {
			t.Errorf("phase %d: the nearest two add up to %g, the others to %g, more than %g or %g", i, beside, sum-beside, near, far)
		}
	}
}

// The filters of BS.1770-4, annex 2, have a gain of 1.0016 and 0.9730 at 0 Hz.
func TestInterpolatorsKeepAConstant(t *testing.T) {
	for i, want := range []float64{1.0016, 0.9730} {
		sum := 0.0
		for _, h := range between[i] {
			sum += float64(h)
		}
		if !testsound.Near(sum, want, 1e-4) {
			t.Errorf("phase %d: the coefficients add up to %.4f, want %.4f", i, sum, want)
		}
	}
}

// The frames that EachPeak skips have no peak above the floor, at any level.
func TestEachPeakPassesOverNothing(t *testing.T) {
	x := testsound.Both(testsound.Babble(44100, 3))
	for _, floor := range []float32{0.02, 0.1, 0.3, 0.5} {
		var found []int
		EachPeak(x, floor, func(i int, _ float32) float32 {
			found = append(found, i)
			return floor
		})
		var want []int
		for i := 2*Reach - 1; i < len(x); i++ {
			if momentPeak((*[2 * Reach]frame)(x[i-2*Reach+1:])) > floor {
				want = append(want, i-Reach)
			}
		}
		if len(want) == 0 || !slices.Equal(found, want) {
			t.Errorf("%d peaks over %g, want %d", len(found), floor, len(want))
		}
	}
}

// BenchmarkEachPeak measures a limiter's peak search in speech that hardly reaches the
// ceiling.
func BenchmarkEachPeak(b *testing.B) {
	x := testsound.Both(testsound.Babble(44100, 10))
	ceiling := 0.95 * SamplePeak(x)
	for b.Loop() {
		EachPeak(x, ceiling, func(int, float32) float32 { return ceiling })
	}
	perFrame(b, len(x))
}

func BenchmarkTruePeak(b *testing.B) {
	x := testsound.Both(testsound.Babble(44100, 10))
	for b.Loop() {
		TruePeak(x, 0)
	}
	perFrame(b, len(x))
}
