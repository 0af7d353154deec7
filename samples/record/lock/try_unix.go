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

// Keep extends the lock of a file: it lasts until release is called, even if the file is closed
// before that.
func Keep(f *os.File) (release func(), err error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return func() { _ = unix.Close(fd) }, nil
}
