//go:build linux

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// On a terminal, respite asks before it replaces a user's file.
func TestAskBeforeReplacing(t *testing.T) {
	t.Parallel()
	for answer, kept := range map[string]bool{"n": true, "": true, "y": false} {
		file := filepath.Join(t.TempDir(), "take.wav")
		if err := os.WriteFile(file, []byte("my only take"), 0o666); err != nil {
			t.Fatal(err)
		}
		terminal, err := pty.Start(exec.Command("respite", "render", "--only", "Cobra", "--guidance", "quiet", "-o", file))
		if err != nil {
			t.Fatal(err)
		}
		defer terminal.Close()
		said := readUntil(terminal, "replace it? [y/N] ")
		if _, err := io.WriteString(terminal, answer+"\n"); err != nil {
			t.Fatal(err)
		}
		said += readUntil(terminal, "the end of it")
		b, err := os.ReadFile(file)
		if err != nil || bytes.Equal(b, []byte("my only take")) != kept {
			t.Errorf("%q: %d bytes, error %v: %s", answer, len(b), err, said)
		}
		if kept && !strings.Contains(said, "take.wav: not replaced") {
			t.Errorf("%q: it says %q", answer, said)
		}
	}
}

// readUntil reads until it finds a text or reaches the end.
func readUntil(r io.Reader, text string) string {
	var said strings.Builder
	b := make([]byte, 512)
	for !strings.Contains(said.String(), text) {
		n, err := r.Read(b)
		said.Write(b[:n])
		if err != nil {
			break
		}
	}
	return said.String()
}
