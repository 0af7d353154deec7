//go:build unix

package record

import (
	"os/exec"
	"syscall"
)

// killAll lets the end of the context kill the program with all that it
// started: they are a process group of their own.
func killAll(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
