package recording

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/wav"
)

// loopFile writes a stereo WAV file of a sine that lasts some seconds, softer on the
// right.
func loopFile(t *testing.T, rate int, seconds float64) string {
	t.Helper()
	f := testsound.Both(testsound.Sine(int(seconds*float64(rate)), rate, 440, 0.2))
	for i := range f {
		f[i][1] /= 2
	}
	path := filepath.Join(t.TempDir(), "loop.wav")
	writeWAV(t, path, rate, f)
	return path
}

func writeWAV(t *testing.T, path string, rate int, frames []audio.Frame) {
	t.Helper()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := (wav.File{Rate: rate}).Write(t.Context(), out, testsound.Fixed(frames), nil); err != nil {
		t.Fatal(err)
	}
}

// A file of any rate becomes a loop of the session's rate with the same loudness and
// pitch; the crossfade shortens it.
func TestAmbienceFromAFile(t *testing.T) {
	for _, rate := range []int{8000, 22050, 44100, 48000, 96000, 192000} {
		t.Run(fmt.Sprint(rate), func(t *testing.T) {
			a, err := OpenAmbience(loopFile(t, rate, 8), 44100)
			if err != nil {
				t.Fatal(err)
			}
			if a.Len() != 6*44100 {
				t.Errorf("%d frames, want those of 6 s", a.Len())
			}
			frames := make([]audio.Frame, a.Len())
			a.Render(frames, 0)
			var l, r []float32
			for _, f := range frames[3*44100 : 5*44100] {
				l, r = append(l, f[0]), append(r, f[1])
			}
			if got := testsound.Tone(l, 44100, 440); math.Abs(testsound.DB(got/0.2)) > 0.02 {
				t.Errorf("left: an amplitude of %.4f, want 0.2", got)
			}
			if got := testsound.Tone(r, 44100, 440); math.Abs(testsound.DB(got/0.1)) > 0.02 {
				t.Errorf("right: an amplitude of %.4f, want 0.1", got)
			}
		})
	}
}

func TestALongFileIsCut(t *testing.T) {
	const rate = 8000
	a, err := OpenAmbience(loopFile(t, rate, 200), rate)
	if err != nil {
		t.Fatal(err)
	}
	if a.Len() != 178*rate {
		t.Errorf("%.1f s, want 178", float64(a.Len())/rate)
	}
}

func TestFilesThatAreNoAmbience(t *testing.T) {
	silent := filepath.Join(t.TempDir(), "silent.wav")
	writeWAV(t, silent, 44100, make([]audio.Frame, 200000))
	for path, want := range map[string]string{
		silent: "is silent", loopFile(t, 44100, 1.5): "lasts 1.5 s, an ambience needs at least 2", "nowhere.wav": "no such file",
	} {
		if _, err := OpenAmbience(path, 44100); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}
