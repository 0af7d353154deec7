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

// KillWithDescendants makes the end of cmd's context kill the program and all of its
// descendants. They form a process group; a mark in the environment identifies descendants
// that left it.
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

// newMark returns an environment variable that identifies the descendants of a program.
func newMark() string {
	return fmt.Sprintf("RESPITE_ENGINE_RUN=%d-%d-%d", os.Getpid(), time.Now().UnixNano(), marks.Add(1))
}
