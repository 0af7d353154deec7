//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"respite/cmd/respite/cli"
)

// An interrupted render leaves no files, and reports the interrupt.
func TestInterruptLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	cmd := renderLong(t, filepath.Join(dir, "long.wav"), nil)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	checkInterrupted(t, cmd, dir)
}

// renderLong starts to render four hours, and returns when the temporary file beside out has
// data.
func renderLong(t *testing.T, out string, process *syscall.SysProcAttr) *exec.Cmd {
	t.Helper()
	long := filepath.Join(t.TempDir(), "long.yaml")
	if err := os.WriteFile(long, []byte("title: Long\nstretches: [{name: Cobra, hold: 4h}]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("respite", "render", long, "-o", out)
	cmd.Stderr, cmd.SysProcAttr = new(strings.Builder), process
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 30000 {
		if growing(filepath.Dir(out)) {
			return cmd
		}
		time.Sleep(time.Millisecond)
	}
	end(cmd)
	t.Fatalf("nothing is rendered: %v", cmd.Stderr)
	return nil
}

// checkInterrupted waits for the interrupted render, and checks that dir is empty.
func checkInterrupted(t *testing.T, cmd *exec.Cmd, dir string) {
	t.Helper()
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != cli.ExitInterrupted {
		t.Errorf("the command ended with %v", err)
	}
	if said, want := fmt.Sprint(cmd.Stderr), "respite: error: interrupted, nothing was written\n"; said != want {
		t.Errorf("it said %q, want %q", said, want)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// growing tells whether the folder contains a file with data.
func growing(dir string) bool {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}
