//go:build linux

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/session"
	"respite/script"
)

const previewed = `title: Own
stretches:
  - {name: Cobra, setup: Nobody has recorded this., hold: 20s}
  - {name: Cat-Cow, from: hands and knees, hold: 20s}
`

func previewOf(t *testing.T, path, stretch string) (*script.Timeline, audio.Source, string) {
	t.Helper()
	own := filepath.Join(t.TempDir(), "own.yaml")
	if err := os.WriteFile(own, []byte(previewed), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", path)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var said bytes.Buffer
	f := previewFlags{stretch: stretch}
	cmd := &cobra.Command{}
	f.play.session.Add(cmd)
	f.play.sound.Add(cmd)
	f.play.sound.Ambience = session.None
	s, err := f.make(t.Context(), own, cli.Streams{Err: &said})
	if err != nil {
		t.Fatal(err)
	}
	return s.Timeline, s.Source, said.String()
}

// preview plays one stretch, starting with its bell. Without an engine, lines that the voice
// lacks are silent, and the breath tones sound.
func TestPreviewWithoutAnEngine(t *testing.T) {
	tl, src, said := previewOf(t, "", "cobra")
	if !strings.Contains(said, "their tones are heard alone") {
		t.Errorf("it says %q", said)
	}
	if len(tl.Chapters) != 1 || tl.Chapters[0].Stretch != "Cobra" || tl.Chapters[0].At != 0 {
		t.Fatalf("the chapters are %v", tl.Chapters)
	}
	silent, breaths := false, 0
	for _, c := range tl.Cues {
		frames := make([]audio.Frame, audio.FrameAt(c.Length, 44100))
		src.Render(frames, audio.FrameAt(c.At, 44100))
		peak := float32(0)
		for _, f := range frames {
			peak = max(peak, f[0], -f[0])
		}
		switch {
		case c.Text == "Nobody has recorded this.":
			silent = peak < 0.001
		case c.Kind.IsPhase() && peak > 0.001:
			breaths++
		}
	}
	if !silent || breaths < 2 {
		t.Errorf("the line is silent: %v, and %d phases are heard", silent, breaths)
	}
}

// Without a name, preview plays the first stretch, and uses an installed engine.
func TestPreviewWithAnEngine(t *testing.T) {
	tooltest.Need(t, "espeak-ng")
	start := time.Now()
	tl, _, said := previewOf(t, os.Getenv("PATH"), "")
	t.Logf("it took %v", time.Since(start))
	if said != "" || tl.Chapters[0].Stretch != "Cobra" {
		t.Errorf("it says %q, the chapters are %v", said, tl.Chapters)
	}
}
