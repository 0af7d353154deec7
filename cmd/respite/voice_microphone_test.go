//go:build linux

package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"respite/audio/tooltest"
)

// voice record records the input of a sound server line by line.
func TestMicrophone(t *testing.T) {
	t.Parallel()
	s := newSpeakers(t)
	tooltest.Need(t, "paplay")
	set := exec.Command("pactl", "set-default-source", "out.monitor")
	set.Env = s.env()
	if err := set.Run(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := writeSpoken(&testscript.Env{WorkDir: dir}); err != nil {
		t.Fatal(err)
	}
	routine := filepath.Join(dir, "own.yaml")
	if err := os.WriteFile(routine, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("respite", "voice", "record", routine, "--name", filepath.Join(dir, "anna"))
	cmd.Env, cmd.Stderr = s.env(), os.Stderr
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var last string
	for lines := bufio.NewScanner(out); lines.Scan(); last = lines.Text() {
		if !strings.HasPrefix(lines.Text(), "    ") {
			continue // a line to read is indented
		}
		read := exec.Command("paplay", filepath.Join(dir, "spoken.wav"))
		read.Env = s.env()
		if err := read.Run(); err != nil {
			t.Fatal(err)
		}
		io.WriteString(in, "\n")
	}
	if err := cmd.Wait(); err != nil || !strings.Contains(last, "are there") {
		t.Errorf("error %v, at last it said %q", err, last)
	}
}
