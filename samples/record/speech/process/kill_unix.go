//go:build unix

package process

import (
	"fmt"
	"os"
	"os/exec"
	"sync/atomic"
	"syscall"
	"time"
)

// KillWithDescendants lets the end of the context of cmd kill the program with all
// that it started. They are a process group of their own; those that left the group
// are found by a mark in their environment.
func KillWithDescendants(cmd *exec.Cmd) {
	mark := newMark()
	cmd.Env = append(cmd.Env, mark)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		killMarked(mark)
		return err
	}
}

var marks atomic.Int64

// newMark returns a setting for the environment of a program, by which its
// descendants can be told from all other processes.
func newMark() string {
	return fmt.Sprintf("RESPITE_ENGINE_RUN=%d-%d-%d", os.Getpid(), time.Now().UnixNano(), marks.Add(1))
}
