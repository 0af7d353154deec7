package samples_test

import (
	"math"
	"slices"
	"testing"

	"respite/audio"
	"respite/samples"
)

// textures returns the loops of all sets, by name.
func textures(t *testing.T) map[string]audio.Clip {
	t.Helper()
	all := map[string]audio.Clip{}
	for _, set := range samples.ToneSets() {
		tones, err := samples.OpenTones(set)
		if err != nil {
			t.Fatal(err)
		}
		all[set+" inhale"], all[set+" exhale"], all[set+" hold"] = tones.Inhale, tones.Exhale, tones.Hold
	}
	return all
}

func TestTextures(t *testing.T) {
	for name, c := range textures(t) {
		t.Run(name, func(t *testing.T) {
			if c.Rate != 22050 || c.Length().Seconds() < 3 || c.Length().Seconds() > 4 {
				t.Errorf("%d Hz, %v long; want 22050 Hz and 3 to 4 s", c.Rate, c.Length())
			}
			if peak := peakOf(c.Samples); peak > -6 {
				t.Errorf("the peak is %.1f dBFS, want at most -6", peak)
			}
			if spread := levelSpread(c); spread > 2.5 {
				t.Errorf("the level moves %.1f dB within the loop", spread)
			}
			if seamClicks(c.Samples) {
				t.Error("the loop clicks at its seam")
			}
			if !seamClicks(c.Samples[:len(c.Samples)-1001]) {
				t.Error("a loop cut short is not told from a whole one")
			}
		})
	}
}

func TestBells(t *testing.T) {
	tests := []struct {
		name    string
		seconds float64
		strikes []float64 // s
	}{
		{"opening", 6, []float64{0}},
		{"change", 2.5, []float64{0, 0.25}},
		{"ending", 9, []float64{0, 1.6, 3.2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := samples.Bells{}.Bell(test.name)
			if err != nil {
				t.Fatal(err)
			}
			n := len(c.Samples)
			if c.Rate != 22050 || n != int(test.seconds*22050) {
				t.Fatalf("%d frames at %d Hz, want %g s at 22050 Hz", n, c.Rate, test.seconds)
			}
			if c.Samples[0] != 0 || c.Samples[n-1] != 0 {
				t.Errorf("it starts at %d and ends at %d, want 0", c.Samples[0], c.Samples[n-1])
			}
			if peak := peakOf(c.Samples); peak > -5.9 || peak < -6.1 {
				t.Errorf("the peak is %.1f dBFS, want -6", peak)
			}
			if tail := peakOf(c.Samples[n-2205:]); tail > -60 {
				t.Errorf("the last 0.1 s is at %.1f dBFS, want below -60", tail)
			}
			if start := peakOf(c.Samples[:44]); start > -30 {
				t.Errorf("the first 2 ms reach %.1f dBFS: it would startle", start)
			}
			got := onsets(c)
			if !slices.EqualFunc(got, test.strikes, func(a, b float64) bool { return math.Abs(a-b) < 0.06 }) {
				t.Errorf("strikes are heard at %.2f s, want %v", got, test.strikes)
			}
		})
	}
}

// peakOf returns the sample peak in dBFS.
func peakOf(pcm []int16) float64 {
	var peak float64
	for _, x := range pcm {
		peak = max(peak, math.Abs(float64(x)))
	}
	return 20 * math.Log10(peak/32768)
}

// rms returns the root mean square in dBFS.
func rms(pcm []int16) float64 {
	var sum float64
	for _, x := range pcm {
		sum += float64(x) * float64(x)
	}
	return 10 * math.Log10(sum/float64(len(pcm))/(32768*32768))
}

// levelSpread returns the difference in dB between the loudest and the softest half
// second of a loop, including its seam.
func levelSpread(c audio.Clip) float64 {
	twice := slices.Repeat(c.Samples, 2)
	low, high := math.Inf(1), math.Inf(-1)
	for i := 0; i < len(c.Samples); i += c.Rate / 20 {
		level := rms(twice[i : i+c.Rate/2])
		low, high = min(low, level), max(high, level)
	}
	return high - low
}

// seamClicks reports whether the sound jumps at the seam of a loop. A click exceeds
// the spectrum of the texture at high frequencies, which the fourth difference
// amplifies (by 24 dB an octave).
func seamClicks(loop []int16) bool {
	n := len(loop)
	at := func(i int) float64 { return float64(loop[(i+n)%n]) }
	fourth := func(i int) float64 { return math.Abs(at(i-2) - 4*at(i-1) + 6*at(i) - 4*at(i+1) + at(i+2)) }
	var inside, seam float64
	for i := 4; i < n-4; i++ {
		inside = max(inside, fourth(i))
	}
	for i := -4; i < 4; i++ {
		seam = max(seam, fourth(i))
	}
	return seam > inside
}

// onsets returns the times in seconds at which the level, above -50 dBFS, rises by 4
// dB and more within 60 ms.
func onsets(c audio.Clip) []float64 {
	const hop, back, apart = 0.01, 6, 0.15 // s, hops, s
	levels := slices.Repeat([]float64{-60}, back)
	var found []float64
	for part := range slices.Chunk(c.Samples, int(hop*float64(c.Rate))) {
		level := max(rms(part), -60)
		now := hop * float64(len(levels)-back)
		if level > -50 && level > slices.Min(levels[len(levels)-back:])+4 && (found == nil || now > found[len(found)-1]+apart) {
			found = append(found, now)
		}
		levels = append(levels, level)
	}
	return found
}
