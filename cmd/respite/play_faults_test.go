//go:build linux

package main

import (
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"respite/cmd/respite/cli"
)

// A problem with the output causes a one-line error and a hint how to continue.
func TestPlayFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault func(*speakers)
		want  string
	}{
		"the server is killed": {func(s *speakers) { end(s.server) }, "the sound output failed: "},
		"the server stands still": {func(s *speakers) { _ = s.server.Process.Signal(syscall.SIGSTOP) },
			"the sound output accepted nothing for 5s"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			routine, _ := renderRoutine(t, two)
			s := newSpeakers(t)
			y := exec.Command("respite", "play", routine)
			y.Env = s.env()
			var out, said strings.Builder
			y.Stdout, y.Stderr = &out, &said
			if err := y.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(2 * time.Second)
			c.fault(s)
			begin := time.Now()
			time.AfterFunc(20*time.Second, func() { _ = y.Process.Kill() })
			err := y.Wait()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != cli.ExitFailed {
				t.Errorf("it ended with %v after %v", err, time.Since(begin))
			}
			want := `^respite: error: ` + regexp.QuoteMeta(c.want) + `[^\n]*, at 0:\d\d\nrespite: hint: to go on: respite play [^\n]* --from=\S+\n$`
			if !regexp.MustCompile(want).MatchString(said.String()) {
				t.Errorf("it said %q", &said)
			}
			t.Logf("told after %v: %s", time.Since(begin), &said)
		})
	}
}

// Without a device, there is one line about it and no output of a library.
func TestPlayWithoutDevice(t *testing.T) {
	cmd := exec.Command("respite", "play")
	cmd.Env = (&speakers{socket: t.TempDir() + "/nobody"}).env()
	var said strings.Builder
	cmd.Stderr = &said
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != cli.ExitFailed {
		t.Errorf("it ended with %v", err)
	}
	if !regexp.MustCompile(`^respite: error: no sound output: [^\n]+\nrespite: hint: [^\n]+\n$`).MatchString(said.String()) {
		t.Errorf("it said %q", &said)
	}
}
