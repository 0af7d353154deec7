//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"respite/cmd/respite/cli"
)

// A session that is suspended for longer than the stall time continues at its position, with
// its keys, whether the program received SIGTSTP before SIGSTOP or not.
func TestSuspend(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a session")
	}
	routine, session := renderRoutine(t, short)
	for _, signal := range []syscall.Signal{syscall.SIGTSTP, syscall.SIGSTOP} {
		t.Run(unix.SignalName(signal), func(t *testing.T) {
			t.Parallel()
			s := newSpeakers(t)
			y := sit(t, s, 80, append([]string{"play", routine}, shortFlags...)...)
			y.sees("Cobra")
			time.Sleep(3 * time.Second)
			y.suspends(signal)
			if signal == syscall.SIGTSTP && !y.asBefore() {
				t.Error("the terminal is not given back")
			}
			time.Sleep(6 * time.Second)
			y.asShellLeavesIt()
			_ = y.cmd.Process.Signal(syscall.SIGCONT)
			time.Sleep(3 * time.Second)
			y.types(0, "-")
			y.shows(`(?m)^ *volume 90 %$`)
			y.types(0, "q")
			if code := y.leaves(); code != cli.ExitDone {
				t.Errorf("exit code %d: %q", code, last(y.seen(), 400))
			}
			checkGoesOn(t, s.recording(), session)
		})
	}
}

// suspends sends a signal and waits until the program is stopped.
func (y *typist) suspends(signal syscall.Signal) {
	y.t.Helper()
	_ = y.cmd.Process.Signal(signal)
	for range 500 {
		stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", y.cmd.Process.Pid))
		if bytes.Contains(stat, []byte(") T ")) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	y.t.Fatalf("%v does not stop it", signal)
}

// asShellLeavesIt sets the state in which a shell leaves the terminal after a prompt.
func (y *typist) asShellLeavesIt() {
	if err := unix.IoctlSetTermios(int(y.program.Fd()), unix.TCSETS, y.before); err != nil {
		y.t.Fatal(err)
	}
}

// checkGoesOn checks that a session was played from its start and continued at the position of
// the stop. It ignores frames that the device lost.
func checkGoesOn(t *testing.T, heard, session []frame16) {
	t.Helper()
	pieces := excerptsOf(heard, session)
	t.Logf("heard %v", pieces)
	if len(pieces) < 2 || pieces[0].at > 4410 || pieces[len(pieces)-1].heardAt() < 6 {
		t.Fatal("not both halves were heard")
	}
	for i, p := range pieces[1:] {
		if gap := p.at - pieces[i].at - pieces[i].length; abs(gap) > 44100/2 {
			t.Errorf("%.2f s of the session are missing", float64(gap)/44100)
		}
	}
}
