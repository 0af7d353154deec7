package recording

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/script"
)

func TestSoundsThatCannotBePlayed(t *testing.T) {
	dir := t.TempDir()
	silent := filepath.Join(dir, "silent.wav")
	writeWAV(t, silent, 8000, make([]audio.Frame, 8000))
	if err := os.WriteFile(filepath.Join(dir, "words.wav"), []byte("not a sound"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"silent.wav": "is silent", "words.wav": "not a WAV, FLAC or MP3 file", "nowhere.wav": "no such file"} {
		if _, err := NewFolder(dir).Length(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the length of %s: %v, want %q", file, err, want)
		}
		tl := &script.Timeline{Length: time.Second, Cues: []script.Cue{{Kind: script.Sound, File: file, Length: time.Second}}}
		if _, err := audio.NewSession(tl, audio.Kit{Rate: 44100, Sounds: NewFolder(dir)}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v, want %q", file, err, want)
		}
		if _, err := audio.NewSession(tl, audio.Kit{Rate: 44100}); err == nil || !strings.Contains(err.Error(), "no sounds") {
			t.Errorf("a kit without sounds: %v", err)
		}
	}
}
