package audio

import (
	"fmt"
	"math"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/loudness"
	"respite/audio/resample"
)

// Test signals.
var (
	both = testsound.Both
	sine = testsound.Sine
	tone = testsound.Tone
	dB   = testsound.DB
)

// A ramp is a test source.
type ramp = testsound.Ramp

// EBU Tech 3341 (2016), table 1, cases 20 to 23: a sine of a quarter of the rate at -6 dBFS, one cycle of it at
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
				r := resample.New[float32](4*rate, rate)
				y := make([]float32, rate)
				r.Render(y, x[shift:], 0)
				if got := dB(float64(loudness.TruePeak(both(y), 0))); got > 0.2 || got < -0.4 { // what Tech 3341 allows
					t.Errorf("%.2f dBTP, want 0", got)
				}
			})
		}
	}
}
