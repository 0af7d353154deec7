package loudness

import (
	"fmt"
	"math"
	"testing"

	"respite/audio/biquad"
	"respite/audio/internal/testsound"
)

// The coefficients for 48 kHz are in tables 1 and 2 of ITU-R BS.1770-4.
func TestKWeightingMatchesTheStandard(t *testing.T) {
	for _, c := range []struct{ got, want biquad.Filter }{
		{kShelf(48000), biquad.Filter{B0: 1.53512485958697, B1: -2.69169618940638, B2: 1.19839281085285, A1: -1.69065929318241, A2: 0.73248077421585}},
		{kPass(48000), biquad.Filter{B0: 1, B1: -2, B2: 1, A1: -1.99004745483398, A2: 0.99007225036621}},
	} {
		got := [5]float64{c.got.B0, c.got.B1, c.got.B2, c.got.A1, c.got.A2}
		want := [5]float64{c.want.B0, c.want.B1, c.want.B2, c.want.A1, c.want.A2}
		for i := range got {
			if !testsound.Near(got[i], want[i], 1e-8) {
				t.Errorf("coefficient %d is %.14f, want %.14f", i, got[i], want[i])
			}
		}
	}
}

// EBU Tech 3341 (2016), table 1, cases 1 to 6: sines of 1 kHz with levels (dBFS of the
// peak) and durations (s). Case 6 has five channels, of which two are used here.
func TestLoudnessOfTheEBUCases(t *testing.T) {
	type part struct{ level, seconds float64 }
	for n, c := range []struct {
		parts []part
		want  float64
	}{
		{[]part{{-23, 20}}, -23},
		{[]part{{-33, 20}}, -33},
		{[]part{{-36, 10}, {-23, 60}, {-36, 10}}, -23},
		{[]part{{-72, 10}, {-36, 10}, {-23, 60}, {-36, 10}, {-72, 10}}, -23},
		{[]part{{-26, 20}, {-20, 20.1}, {-26, 20}}, -23},
	} {
		for _, rate := range []int{48000, 44100, 22050} {
			t.Run(fmt.Sprint("case ", n+1, " at ", rate, " Hz"), func(t *testing.T) {
				t.Parallel()
				var x []float32
				for _, p := range c.parts {
					x = append(x, testsound.Sine(int(p.seconds*float64(rate)), rate, 1000, math.Pow(10, p.level/20))...)
				}
				if got := Integrated(rate, x, x); !testsound.Near(got, c.want, 0.1) {
					t.Errorf("stereo: %.2f LUFS, want %.1f", got, c.want)
				}
				if got := Integrated(rate, x); !testsound.Near(got, c.want-3.01, 0.1) {
					t.Errorf("mono: %.2f LUFS, want %.1f", got, c.want-3.01)
				}
			})
		}
	}
}

// Annex 1 says that a full-scale sine of 997 Hz in one channel has -3.01 LKFS.
func TestLoudnessOfFullScale(t *testing.T) {
	if got := Integrated(48000, testsound.Sine(96000, 48000, 997, 1)); !testsound.Near(got, -3.01, 0.01) {
		t.Errorf("%.3f LUFS, want -3.01", got)
	}
}

func TestLoudnessOfNothing(t *testing.T) {
	for name, x := range map[string][]float32{
		"no sound": nil, "silence": make([]float32, 48000), "399 ms": testsound.Sine(19152, 48000, 1000, 1),
		"under the gate": testsound.Sine(48000, 48000, 997, math.Pow(10, -67.2/20)), // -70.21 LUFS
	} {
		if got := Integrated(48000, x); !math.IsInf(got, -1) {
			t.Errorf("%s: %v LUFS, want -Inf", name, got)
		}
	}
	if got := Integrated(48000, testsound.Sine(48000, 48000, 997, math.Pow(10, -66.8/20))); !testsound.Near(got, -69.81, 0.01) {
		t.Errorf("just above the gate: %v LUFS, want -69.81", got)
	}
	if got := Integrated(48000); !math.IsInf(got, -1) {
		t.Errorf("no channels: %v LUFS, want -Inf", got)
	}
}

// A block is the mean of four steps. The gates are in LUFS: a power of 10^0.0691 is 0.
func TestBlocksAndGates(t *testing.T) {
	if got := Blocks([]float64{1, 2, 3, 4, 5}); len(got) != 2 || got[0] != 2.5 || got[1] != 3.5 {
		t.Errorf("the blocks are %v, want 2.5 and 3.5", got)
	}
	if got := Blocks([]float64{1, 2, 3}); len(got) != 0 {
		t.Errorf("the blocks of three steps are %v", got)
	}
	zero := math.Pow(10, 0.0691)
	for part, want := range map[float64]float64{0.101: 10 * math.Log10(1.101/2), 0.05: 0} { // a block 10 LU below the others, and one 13 LU below them
		if got := Gated([]float64{zero, zero * part}); !testsound.Near(got, want, 1e-9) {
			t.Errorf("with a block of %g: %.3f LUFS, want %.3f", part, got, want)
		}
	}
}

// Twice the amplitude measures 6.02 LU more, for any sound.
func TestLoudnessFollowsGain(t *testing.T) {
	x, louder := testsound.Babble(44100, 3), testsound.Babble(44100, 3)
	for i := range louder {
		louder[i] *= 2
	}
	if got := Integrated(44100, louder) - Integrated(44100, x); !testsound.Near(got, 6.0206, 1e-4) {
		t.Errorf("%.5f LU, want 6.0206", got)
	}
}

func BenchmarkLoudness(b *testing.B) {
	x := testsound.Babble(44100, 10)
	for b.Loop() {
		Integrated(44100, x, x)
	}
	b.ReportMetric(10*float64(b.N)/b.Elapsed().Seconds(), "times-real-time")
}
