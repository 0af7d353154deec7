package audio

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// soundFolder holds the sound files of a routine.
type soundFolder string

func (f soundFolder) Sound(file string, rate int) (Source, error) {
	return OpenSound(filepath.Join(string(f), file), rate)
}

// A sound file is heard in stereo from its cue on, as loud as the voice, at
// every rate, and for as long as it was said to last.
func TestSoundOfAFile(t *testing.T) {
	for _, rate := range []int{8000, 44100, 96000} {
		path := loopFile(t, rate, 3)
		length, err := SoundLength(path)
		if err != nil || length != 3*time.Second {
			t.Fatalf("it lasts %v, %v", length, err)
		}
		tl := &script.Timeline{Length: 6 * time.Second, Cues: []script.Cue{{Kind: script.Sound, At: time.Second, Length: length, File: "loop.wav"}}}
		s, err := NewSession(tl, Kit{Rate: 44100, Sounds: soundFolder(filepath.Dir(path))})
		if err != nil {
			t.Fatal(err)
		}
		frames := render(s)
		var l, r []float32
		for _, f := range frames {
			l, r = append(l, f[0]), append(r, f[1])
		}
		if before, after := peakOf(frames[:44100]), peakOf(frames[4*44100+10:]); before != 0 || after != 0 {
			t.Errorf("%d Hz: peaks of %g before and %g after the cue", rate, before, after)
		}
		left, right := tone(l[2*44100:3*44100], 44100, 440), tone(r[2*44100:3*44100], 44100, 440)
		if math.Abs(dB(left/right)-dB(2)) > 0.05 {
			t.Errorf("%d Hz: left stands %.2f dB above right, want 6.02", rate, dB(left/right))
		}
		// BS.1770-4: the mean square of each channel, K-weighted (here near 0 dB at 440 Hz), -0.691 dB
		if got := -0.691 + 10*math.Log10((left*left+right*right)/2); math.Abs(got-voiceLoudness) > 0.8 {
			t.Errorf("%d Hz: it is heard at %.2f LUFS, want %g", rate, got, voiceLoudness)
		}
	}
}

func peakOf(frames []Frame) (most float64) {
	for _, f := range frames {
		most = max(most, math.Abs(float64(f[0])), math.Abs(float64(f[1])))
	}
	return most
}

// A click is too short to be measured, and must not startle.
func TestAClickIsNotLoud(t *testing.T) {
	path := loopFile(t, 44100, 0.01)
	tl := &script.Timeline{Length: time.Second, Cues: []script.Cue{{Kind: script.Sound, File: "loop.wav", Length: 10 * time.Millisecond}}}
	s, err := NewSession(tl, Kit{Rate: 44100, Sounds: soundFolder(filepath.Dir(path))})
	if err != nil {
		t.Fatal(err)
	}
	if p := peakOf(render(s)); p < 0.4 || p > 0.501 {
		t.Errorf("it peaks at %.3f, want up to half", p)
	}
}

// The bed gives way to a sound file as it does to words.
func TestBedGivesWayToASound(t *testing.T) {
	a, err := OpenAmbience(loopFile(t, 44100, 10), 44100)
	if err != nil {
		t.Fatal(err)
	}
	b := newBed(a, &script.Timeline{Length: time.Minute, Cues: []script.Cue{{Kind: script.Sound, At: 30 * time.Second, Length: 5 * time.Second}}}, -20)
	if down := dB(float64(b.factor(32*44100) / b.factor(15*44100))); math.Abs(down+duckDepth) > 0.01 {
		t.Errorf("it stands %.2f dB lower, want %g", -down, duckDepth)
	}
}

func TestSoundsThatCannotBePlayed(t *testing.T) {
	dir := t.TempDir()
	silent := filepath.Join(dir, "silent.wav")
	out, err := os.Create(silent)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := (WAV{Rate: 8000}).Write(t.Context(), out, fixed(make([]Frame, 8000)), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "words.wav"), []byte("not a sound"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"silent.wav": "is silent", "words.wav": "not a WAV, FLAC or MP3 file", "nowhere.wav": "no such file"} {
		if _, err := SoundLength(filepath.Join(dir, file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the length of %s: %v, want %q", file, err, want)
		}
		tl := &script.Timeline{Length: time.Second, Cues: []script.Cue{{Kind: script.Sound, File: file, Length: time.Second}}}
		if _, err := NewSession(tl, Kit{Rate: 44100, Sounds: soundFolder(dir)}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v, want %q", file, err, want)
		}
		if _, err := NewSession(tl, Kit{Rate: 44100}); err == nil || !strings.Contains(err.Error(), "no sounds") {
			t.Errorf("a kit without sounds: %v", err)
		}
	}
}
