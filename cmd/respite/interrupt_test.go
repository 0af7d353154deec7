package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A render that is interrupted half-way leaves nothing behind, and says so.
func TestInterruptLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	long := filepath.Join(t.TempDir(), "long.yaml")
	if err := os.WriteFile(long, []byte("title: Long\nstretches: [{name: Cobra, hold: 4h}]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd := exec.Command("respite", "render", long, "-o", filepath.Join(dir, "long.wav"))
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for !growing(dir) {
		time.Sleep(time.Millisecond)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("the command ended with %v", err)
	}
	if want := "respite: error: interrupted, nothing was written\n"; said.String() != want {
		t.Errorf("it said %q, want %q", &said, want)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// growing tells whether the folder holds a file with something in it.
func growing(dir string) bool {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}
