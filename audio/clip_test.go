package audio

import (
	"math/rand/v2"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/resample"
)

// noise returns a clip of white noise, the hardest input for a resampler.
func noise(rate, n int) Clip {
	r := rand.New(rand.NewPCG(1, 2))
	c := Clip{Rate: rate, Samples: make([]int16, n)}
	for i := range c.Samples {
		c.Samples[i] = int16(r.IntN(40000) - 20000)
	}
	return c
}

func TestClipIsASource(t *testing.T) {
	for _, to := range []int{44100, 48000, 22050} {
		testsound.CheckSource(t, newClip(noise(22050, 3001), resample.New[int16](22050, to)))
	}
	testsound.CheckSource(t, newClip(Clip{Rate: 22050}, resample.New[int16](22050, 44100)))
}

func TestClipLength(t *testing.T) {
	for _, tc := range []struct {
		n, to int
		want  int64
	}{{0, 44100, 0}, {1, 44100, 2}, {22050, 44100, 44100}, {22050, 48000, 48000}, {147, 48000, 320}, {1, 48000, 3}} {
		if got := newClip(noise(22050, tc.n), resample.New[int16](22050, tc.to)).Len(); got != tc.want {
			t.Errorf("%d samples at 22050 Hz last %d frames at %d Hz, want %d", tc.n, got, tc.to, tc.want)
		}
	}
}
