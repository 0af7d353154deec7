package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/wav"
)

// Only the leftovers of a killed import are removed by the next one.
func TestWhatAKilledImportLeftIsRemoved(t *testing.T) {
	for _, killed := range []bool{true, false} {
		dir := t.TempDir()
		if err := Add(t.Context(), dir, anna, []Reading{reading("One line.", 1)}); err != nil {
			t.Fatal(err)
		}
		before := files(t, dir)
		content := wav.EncodeClip(audio.Clip{Rate: 22050, Samples: make([]int16, 100)})
		line := contentName("other.wav", content)
		for name, b := range map[string][]byte{
			".record-123": []byte("RI"), line: content, "own-12345678.wav": content, "notes.txt": []byte("mine"), writingMark: nil,
		} {
			if name == writingMark && !killed {
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if err := Add(t.Context(), dir, anna, []Reading{reading("One line.", 1)}); err != nil {
			t.Fatal(err)
		}
		after := files(t, dir)
		for name, want := range map[string]bool{".record-123": !killed, line: !killed, "own-12345678.wav": true, "notes.txt": true, writingMark: false} {
			if _, there := after[name]; there != want {
				t.Errorf("killed %v: %s is there: %v", killed, name, there)
			}
		}
		for name := range before {
			if _, there := after[name]; !there {
				t.Errorf("%s is gone", name)
			}
		}
	}
}

// Two processes cannot write to one voice at the same time, and a failed import leaves no
// folder.
func TestOneImportAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "voice")
	end, err := beginWriting(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := Add(t.Context(), dir, anna, []Reading{reading("One line.", 1)}); err == nil || !strings.Contains(err.Error(), "another import is writing to this voice") {
		t.Errorf("the error is %v", err)
	}
	end()
	if _, err := os.Stat(dir); err == nil {
		t.Error("an empty folder is left")
	}
	if err := Add(t.Context(), dir, anna, []Reading{reading("One line.", 1)}); err != nil {
		t.Error(err)
	}
}
