//go:build unix

package live

import (
	"os"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// isForeground tells a terminal that this program may read: a program in the
// background that touches one is stopped.
func isForeground(f *os.File) bool {
	group, err := unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP)
	return term.IsTerminal(int(f.Fd())) && err == nil && group == unix.Getpgrp()
}
