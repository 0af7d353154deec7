package samples_test

import (
	"math"
	"path/filepath"
	"testing"

	"respite/audio/biquad"
	"respite/audio/loudness"
	"respite/samples"
	"respite/samples/record/mastering"
)

// The largest loss of loudness of a voice, in LU, on a phone's loudspeaker, which a
// high-pass at 500 Hz simulates.
const phoneLoss = 6.0

// The smallest share of a voice's power above 9.5 kHz, in dB, that shows a bandwidth
// of 10 kHz.
const leastTreble = -42.0

// A voice stays loud on a phone, and is not muffled.
func TestVoicesAreBalanced(t *testing.T) {
	for _, name := range samples.Voices() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, m := manifest(t, name)
			var x []float32
			for i, l := range m.Lines {
				if i%4 == 0 {
					x = append(x, mastering.Floats(clip(t, filepath.Join(dir, l.File)).Samples)...)
				}
			}
			if loss := lost(x); loss > phoneLoss {
				t.Errorf("behind a high-pass at 500 Hz it loses %.1f LU, at most %.0f are wanted", loss, phoneLoss)
			}
			if got := treble(x); got < leastTreble && m.Language != "de" { // its engine has a sample rate of 16 kHz
				t.Errorf("above 9.5 kHz it has %.0f dB of its power, at least %.0f is wanted", got, leastTreble)
			}
		})
	}
}

// The measurements distinguish a muffled sound from a bright one.
func TestBalanceCanFail(t *testing.T) {
	low, high := make([]float32, samples.VoiceRate), make([]float32, samples.VoiceRate)
	for i := range low {
		at := 2 * math.Pi * float64(i) / samples.VoiceRate
		low[i], high[i] = float32(math.Sin(200*at)/4), float32(math.Sin(10500*at)/4)
	}
	if lost(low) < 10 || lost(high) > 1 || treble(low) > -60 || treble(high) < -6 {
		t.Errorf("lost: %.1f and %.1f LU, treble: %.1f and %.1f dB", lost(low), lost(high), treble(low), treble(high))
	}
}

// lost returns by how much a high-pass at 500 Hz reduces the loudness of a sound, in
// LU.
func lost(x []float32) float64 {
	full := loudness.Integrated(samples.VoiceRate, x)
	return full - loudness.Integrated(samples.VoiceRate, above(x, 500, 1))
}

// treble returns the power above 9.5 kHz relative to the whole, in dB.
func treble(x []float32) float64 {
	return 10 * math.Log10(power(above(x, 9500, 3))/power(x))
}

// above filters a sound with a given number of second-order high-passes.
func above(x []float32, hz float64, times int) []float32 {
	y := append([]float32(nil), x...)
	for range times {
		biquad.HighPass(samples.VoiceRate, hz, math.Sqrt2/2).Run(y)
	}
	return y
}

func power(x []float32) float64 {
	sum := 0.0
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	return sum
}
