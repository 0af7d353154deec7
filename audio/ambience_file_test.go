package audio

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// loopFile writes a WAV file of so many seconds of a sine, and its quieter double on the right.
func loopFile(t *testing.T, rate int, seconds float64) string {
	t.Helper()
	f := both(sine(int(seconds*float64(rate)), rate, 440, 0.2))
	for i := range f {
		f[i][1] /= 2
	}
	path := filepath.Join(t.TempDir(), "loop.wav")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := (WAV{Rate: rate}).Write(t.Context(), out, fixed(f), nil); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file of any rate becomes a loop of the session's rate: as long less the
// crossfade, as loud, at the same pitch.
func TestAmbienceFromAFile(t *testing.T) {
	for _, rate := range []int{8000, 22050, 44100, 48000, 96000, 192000} {
		t.Run(fmt.Sprint(rate), func(t *testing.T) {
			a, err := OpenAmbience(loopFile(t, rate, 10), 44100)
			if err != nil {
				t.Fatal(err)
			}
			if a.Len() != 8*44100 {
				t.Errorf("%d frames, want those of 8 s", a.Len())
			}
			var l, r []float32
			for _, f := range render(a)[3*44100 : 7*44100] {
				l, r = append(l, f[0]), append(r, f[1])
			}
			if got := tone(l, 44100, 440); math.Abs(dB(got/0.2)) > 0.02 {
				t.Errorf("left: an amplitude of %.4f, want 0.2", got)
			}
			if got := tone(r, 44100, 440); math.Abs(dB(got/0.1)) > 0.02 {
				t.Errorf("right: an amplitude of %.4f, want 0.1", got)
			}
		})
	}
}

func TestALongFileIsCut(t *testing.T) {
	a, err := OpenAmbience(loopFile(t, 8000, 200), 44100)
	if err != nil {
		t.Fatal(err)
	}
	if a.Len() != 178*44100 {
		t.Errorf("%.1f s, want 178", float64(a.Len())/44100)
	}
}

func TestFilesThatAreNoAmbience(t *testing.T) {
	silent := filepath.Join(t.TempDir(), "silent.wav")
	if err := os.WriteFile(silent, wavOf(t, WAV{Rate: 44100}, fixed(make([]Frame, 200000))), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		silent: "is silent", loopFile(t, 44100, 1.5): "lasts 1.5 s, an ambience needs at least 2", "nowhere.wav": "no such file",
	} {
		if _, err := OpenAmbience(path, 44100); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}
