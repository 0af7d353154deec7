package process

import (
	"os/exec"
	"strconv"
)

// KillWithDescendants makes the end of cmd's context kill the program and all of its
// descendants. It uses taskkill, which is part of Windows.
func KillWithDescendants(cmd *exec.Cmd) {
	cmd.Cancel = func() error {
		_ = exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
		return cmd.Process.Kill()
	}
}
