package wav

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/audio/tooltest"
)

// mutagen reads an umlaut from the ID3 chunk, and all of the sound after a tag of odd
// length.
func TestMutagenFindsTheTitle(t *testing.T) {
	tooltest.Need(t, "mutagen-inspect")
	for _, title := range []string{"für den Rücken", "für den Rücken 2"} {
		file := filepath.Join(t.TempDir(), "x.wav")
		b := wavOf(t, File{Rate: 44100, Format: pcm.Int24, Tags: tag.Tags{Title: title}}, testsound.Ramp(44100))
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("mutagen-inspect", file)
		cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "TIT2="+title) {
			t.Errorf("%v: %s", err, out)
		}
		if _, parts := chunks(t, b); len(parts["data"]) != 6*44100 {
			t.Errorf("%d bytes of sound", len(parts["data"]))
		}
	}
}
