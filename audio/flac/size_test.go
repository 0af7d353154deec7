package flac

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tooltest"
)

// spoken returns three seconds of speech. In the first one the right channel is softer and
// later than the left one, and after that slightly louder.
func spoken() testsound.Fixed {
	const rate, later = 44100, 20
	frames := testsound.Both(testsound.Babble(rate, 3))
	for i := len(frames) - 1; i >= later; i-- {
		x := frames[i][0] / 2
		frames[i] = audio.Frame{x, 1.1 * x}
		if i < rate {
			frames[i][1] = frames[i-later][0] / 3
		}
	}
	return frames
}

// A file is no larger than that of flac -5 by more than 0.5 %.
func TestFilesAreSmall(t *testing.T) {
	tooltest.Need(t, "flac")
	src := spoken()
	for _, format := range []pcm.Format{pcm.Int16, pcm.Int24} {
		sound, theirs := filepath.Join(t.TempDir(), "x.raw"), filepath.Join(t.TempDir(), "x.flac")
		if err := os.WriteFile(sound, pcmOf(format, src), 0o666); err != nil {
			t.Fatal(err)
		}
		bits := map[pcm.Format]string{pcm.Int16: "16", pcm.Int24: "24"}[format]
		if out, err := exec.Command("flac", "-5", "--silent", "--no-padding", "--endian=little", "--sign=signed", "--channels=2", "--sample-rate=44100",
			"--bps="+bits, "-o", theirs, sound).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		ratio := size(t, flacOf(t, File{Rate: 44100, Format: format}, src)) / size(t, theirs)
		if ratio > 1.005 {
			t.Errorf("%v bit: the size is %.3f of that of flac -5", format, ratio)
		}
	}
}

func size(t *testing.T, file string) float64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return float64(info.Size())
}

// Silence costs nothing: equal and opposite channels share their content, and a silent
// channel stays apart.
func TestCheapestPair(t *testing.T) {
	noise, quiet := make([]int32, 500), make([]int32, 500)
	opposite := make([]int32, 500)
	for i := range noise {
		noise[i] = int32(i * i * 7919 % 20011)
		opposite[i] = -noise[i]
	}
	for _, c := range []struct {
		name        string
		left, right []int32
		want        byte // code of the pair (RFC 9639, 9.1.3)
	}{{"equal", noise, noise, 8}, {"opposite", noise, opposite, 10}, {"left only", noise, quiet, 1}, {"right only", quiet, noise, 1}} {
		if got := cheapest(c.left, c.right).code; got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
