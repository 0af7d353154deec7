//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"respite/audio/tooltest"
	"respite/cmd/respite/cli"
)

// The first signal ends a command that waits for standard input or for the other end of a
// pipe.
func TestTheFirstSignalIsObeyed(t *testing.T) {
	tooltest.Need(t, "flite")
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", dir)
	t.Setenv("RESPITE_VOICE", "tts")
	t.Setenv("RESPITE_TTS", "flite")
	routine := filepath.Join(dir, "r.yaml")
	if err := os.WriteFile(routine, []byte("title: T\nstretches: [{name: Cobra, hold: 1 breath}]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	pipes := 0
	newPipe := func() string {
		pipes++
		pipe := filepath.Join(dir, fmt.Sprintf("pipe%d.wav", pipes))
		if err := syscall.Mkfifo(pipe, 0o666); err != nil {
			t.Fatal(err)
		}
		return pipe
	}
	var all sync.WaitGroup
	run1(t, "respite", "render", routine, "-o", filepath.Join(dir, "spoken.wav")) // later runs use the cache
	for i, args := range [][]string{
		{"render", "-", "-o", filepath.Join(dir, "x.wav")},
		{"render", newPipe(), "-o", filepath.Join(dir, "x.wav")},
		{"render", routine, "-o", filepath.Join(dir, "x.wav"), "--ambience", newPipe()},
		{"render", routine, "-o", newPipe()},
		{"check", "-"},
		{"check", newPipe()},
		{"show", "-"},
		{"show", newPipe(), "--sheet"},
		{"play", "-"},
		{"voice", "lines", "-"},
		{"batch", "-", "--check"},
		{"measure", newPipe()},
	} {
		all.Go(func() {
			said, code := signalled(t, []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2], args)
			if code != cli.ExitInterrupted {
				t.Errorf("%q: exit %d, it said %q", args, code, said)
			}
		})
	}
	all.Wait()
}

// signalled runs respite with an open, empty standard input, sends it a signal once it waits,
// and returns its output and its exit code.
func signalled(t *testing.T, signal syscall.Signal, args []string) (said string, code int) {
	t.Helper()
	cmd := exec.Command("respite", args...)
	var b strings.Builder
	cmd.Stderr = &b
	in, err := cmd.StdinPipe()
	if err := errors.Join(err, cmd.Start()); err != nil {
		return err.Error(), -1
	}
	defer in.Close()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		t.Errorf("%q ended by itself: %v, %s", args, err, b.String())
		return b.String(), cmd.ProcessState.ExitCode()
	case <-time.After(time.Second):
	}
	_ = cmd.Process.Signal(signal) // if it has ended, the exit code shows it
	select {
	case <-ended:
	case <-time.After(30 * time.Second):
		_ = cmd.Process.Kill()
		<-ended
	}
	return b.String(), cmd.ProcessState.ExitCode()
}
