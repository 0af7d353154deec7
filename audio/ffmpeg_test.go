package audio_test

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/loudness"
	"respite/audio/pcm"
	"respite/audio/tooltest"
	"respite/audio/wav"
)

func writeWAV(t *testing.T, name string, format wav.File, src audio.Source) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := format.Write(t.Context(), f, src, nil); err != nil {
		t.Fatal(err)
	}
}

// ffmpegLoudness returns the integrated loudness that ffmpeg's ebur128 filter measures
// in a file.
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
	tooltest.Need(t, "ffmpeg")
	for _, rate := range []int{22050, 24000, 44100, 48000} {
		x := testsound.Babble(rate, 6)
		file := filepath.Join(t.TempDir(), "x.wav")
		writeWAV(t, file, wav.File{Rate: rate, Format: pcm.Float32}, testsound.Fixed(testsound.Both(x)))
		if got, want := loudness.Integrated(rate, x, x), ffmpegLoudness(t, file); math.Abs(got-want) > 0.1 {
			t.Errorf("%d Hz: %.2f LUFS, ffmpeg says %.1f", rate, got, want)
		}
	}
}
