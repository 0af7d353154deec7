package audio

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/loudness"
)

// Signals of the tests.
var (
	both   = testsound.Both
	sine   = testsound.Sine
	tone   = testsound.Tone
	babble = testsound.Babble
	dB     = testsound.DB
)

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
				r := NewResampler[float32](4*rate, rate)
				y := make([]float32, rate)
				r.Render(y, x[shift:], 0)
				if got := dB(float64(loudness.TruePeak(both(y), 0))); got > 0.2 || got < -0.4 { // what Tech 3341 allows
					t.Errorf("%.2f dBTP, want 0", got)
				}
			})
		}
	}
}

// ffmpegLoudness is the integrated loudness of a file after ffmpeg's ebur128 filter.
func ffmpegLoudness(t *testing.T, file string) float64 {
	t.Helper()
	out, err := exec.Command("ffmpeg", "-nostats", "-hide_banner", "-i", file, "-af", "ebur128", "-f", "null", "-").CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	found := regexp.MustCompile(`I:\s+(-?[0-9.]+) LUFS`).FindAllSubmatch(out, -1)
	if found == nil {
		t.Fatalf("ffmpeg gave no loudness: %s", out)
	}
	v, err := strconv.ParseFloat(string(found[len(found)-1][1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestLoudnessAgreesWithFFmpeg(t *testing.T) {
	need(t, "ffmpeg")
	for _, rate := range []int{22050, 24000, 44100, 48000} {
		x := testsound.Babble(rate, 6)
		file := filepath.Join(t.TempDir(), "x.wav")
		if err := os.WriteFile(file, wavOf(t, WAV{Rate: rate, Format: Float32}, fixed(testsound.Both(x))), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, want := loudness.Integrated(rate, x, x), ffmpegLoudness(t, file); math.Abs(got-want) > 0.1 {
			t.Errorf("%d Hz: %.2f LUFS, ffmpeg says %.1f", rate, got, want)
		}
	}
}
