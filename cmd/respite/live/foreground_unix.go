//go:build unix

package live

import (
	"os"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// isForeground tells whether this program may read from the terminal. The system stops a
// background program that reads from its terminal.
func isForeground(f *os.File) bool {
	group, err := unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP)
	return term.IsTerminal(int(f.Fd())) && err == nil && group == unix.Getpgrp()
}
