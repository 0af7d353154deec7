package process

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// killMarked kills the user's processes that have the mark in their environment. It repeats
// that until there are none, because a process may be starting another.
func killMarked(mark string) {
	for range 10 {
		found := marked(mark)
		for _, pid := range found {
			_ = syscall.Kill(pid, syscall.SIGKILL) // the process may have ended already
		}
		if len(found) == 0 {
			return
		}
	}
}

// marked returns the processes with the mark in their environment. It does not find killed
// processes that wait to be reaped, because their environment is gone.
func marked(mark string) (pids []int) {
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		b, err := os.ReadFile(file) // fails for processes of other users
		if err != nil || !bytes.Contains(append([]byte{0}, b...), []byte("\x00"+mark+"\x00")) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil && pid != os.Getpid() {
			pids = append(pids, pid)
		}
	}
	return pids
}
