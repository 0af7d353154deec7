package output

import (
	"os"
	"path/filepath"
	"testing"
)

// The tags and the first lines of files tell which ones respite wrote.
func TestIsForeign(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		foreign bool
	}{
		"take.wav":   {"RIFF\x00\x00\x00\x00WAVEfmt ", true},
		"own.wav":    {"RIFF\x00\x00\x00\x00WAVELIST....INFOISFT....respite v1.0", false},
		"notes.md":   {"# Notes\n\n- call the doctor\n- at 4:10 tea\n", true},
		"own.md":     {"# Back relief\n\n10:15\n\n## Opening\n", false},
		"own.srt":    {"1\n00:00:01,000 --> 00:00:02,000\nCobra\n", false},
		"other.srt":  {"hello\n", true},
		"own.vtt":    {"WEBVTT - Back relief\n", false},
		"other.json": {"{\"a\": 1}\n", true},
		"empty.wav":  {"", false},
	} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		if foreign, err := IsForeign(file); foreign != c.foreign || err != nil {
			t.Errorf("%s: foreign %v (%v), want %v", name, foreign, err, c.foreign)
		}
	}
	if foreign, err := IsForeign(filepath.Join(t.TempDir(), "none.wav")); foreign || err != nil {
		t.Errorf("no file: foreign %v (%v)", foreign, err)
	}
}
