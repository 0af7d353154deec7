package process

import (
	"os/exec"
	"strconv"
)

// KillWithDescendants lets the end of the context of cmd kill the program with all
// that it started, by the program taskkill, which comes with Windows.
func KillWithDescendants(cmd *exec.Cmd) {
	cmd.Cancel = func() error {
		_ = exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
		return cmd.Process.Kill()
	}
}
