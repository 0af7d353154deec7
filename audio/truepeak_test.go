package audio

import (
	"fmt"
	"math"
	"testing"
)

// EBU Tech 3341 (2016), table 1, cases 15 to 19: sines at a part of the rate
// whose phase, in degrees, keeps their peaks on samples or away from them.
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

// Cases 20 to 23: a sine of a quarter of the rate at -6 dBFS, one cycle of it at
// 0 dBFS, made at four times the rate; the samples are the first, second, third and fourth of each four.
func TestTruePeakOfTheEBUBursts(t *testing.T) {
	for shift := range 4 {
		for _, rate := range []int{44100, 48000} {
			t.Run(fmt.Sprint("case ", 20+shift, " at ", rate), func(t *testing.T) {
				x := make([]float32, 4*rate)
				for i := range x {
					level := 0.5
					if i/16 == rate/8 {
						level = 1
					}
					x[i] = float32(level * ease(10*float64(min(i, len(x)-i))/float64(len(x))) * math.Sin(2*math.Pi*float64(i)/16))
				}
				r := NewResampler[float32](4*rate, rate)
				y := make([]float32, rate)
				r.Render(y, x[shift:], 0)
				checkPeak(t, y, 0)
			})
		}
	}
}

// checkPeak allows what Tech 3341 does: 0.2 dB above, 0.4 dB below. What is passed over does not matter.
func checkPeak(t *testing.T, x []float32, want float64) {
	t.Helper()
	frames := both(x)
	got := dB(float64(truePeak(frames, 0)))
	if got > want+0.2 || got < want-0.4 {
		t.Errorf("%.2f dBTP, want %.1f", got, want)
	}
	var each float32
	for i := 2*reach - 1; i < len(frames); i++ {
		each = max(each, momentPeak((*[2 * reach]Frame)(frames[i-2*reach+1:])))
	}
	if found := dB(float64(each)); found != got {
		t.Errorf("%.4f dBTP with what is passed over, %.4f without", found, got)
	}
}

// both is mono sound on both channels.
func both(x []float32) []Frame {
	f := make([]Frame, len(x))
	for i, v := range x {
		f[i] = Frame{v, v}
	}
	return f
}

func TestSwellBoundsTheInterpolators(t *testing.T) {
	for i, taps := range between {
		sum := 0.0
		for _, h := range taps {
			sum += math.Abs(float64(h))
		}
		if sum > swell {
			t.Errorf("phase %d: the absolute values add up to %g, more than %g", i, sum, swell)
		}
	}
}

func BenchmarkTruePeak(b *testing.B) {
	x := both(babble(44100, 10))
	for b.Loop() {
		truePeak(x, 0)
	}
	perFrame(b, len(x))
}
