package envelope

import (
	"math"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/loudness"
)

// clip returns speech-like sound as 16-bit samples.
func clip(rate, seconds int) []int16 {
	x := testsound.Babble(rate, seconds)
	pcm := make([]int16, len(x))
	for i, v := range x {
		pcm[i] = int16(v * 32767)
	}
	return pcm
}

// An envelope agrees with the meter, as a whole and in each second.
func TestEnvelopeIsHowLoudTheSoundIs(t *testing.T) {
	for _, rate := range []int{22050, 44100, 48000} {
		pcm := clip(rate, 6)
		e := Of(pcm, rate)
		powers := e.Powers()
		if want := 6*PerSecond + ring; len(powers) != want {
			t.Fatalf("%d Hz: %d steps of 6 s, want %d", rate, len(powers), want)
		}
		frames := make([][2]float32, len(pcm))
		for i, v := range pcm {
			frames[i][0] = float32(v) / 32768
		}
		weighting := loudness.NewWeighting(rate)
		for s := range 6 {
			want := weighting.Energy(frames[s*rate:(s+1)*rate]) / float64(rate)
			got := 0.0
			for _, p := range powers[s*PerSecond : (s+1)*PerSecond] {
				got += p / PerSecond
			}
			if off := 10 * math.Log10(got/want); !testsound.Near(off, 0, 0.05) {
				t.Errorf("%d Hz: second %d is off by %.3f dB", rate, s, off)
			}
		}
		if p := loudness.SamplePeak(frames); p != e.Peak {
			t.Errorf("%d Hz: the peak is %g, want %g", rate, e.Peak, p)
		}
	}
}

func TestSilenceHasNoPower(t *testing.T) {
	for _, p := range Of(make([]int16, 30000), 22050).Powers() {
		if p != 0 {
			t.Fatalf("a power of %g", p)
		}
	}
	if n := len(Of(nil, 22050).Steps); n != ring {
		t.Errorf("%d steps of nothing", n)
	}
}
