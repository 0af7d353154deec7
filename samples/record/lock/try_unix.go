//go:build unix

package lock

import (
	"os"

	"golang.org/x/sys/unix"
)

// try locks a file for this process until it is closed. It returns false if another process
// holds the lock.
func try(f *os.File) bool {
	return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil
}
