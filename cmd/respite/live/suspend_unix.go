//go:build unix

package live

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// notifySuspend sends the signals to stop and to continue the program to a channel. It also
// ignores the signal that would stop a background program when it reads keys.
func notifySuspend(signals chan<- os.Signal) {
	signal.Notify(signals, unix.SIGTSTP, unix.SIGCONT)
	signal.Ignore(unix.SIGTTIN)
}

func isSuspend(s os.Signal) bool { return s == unix.SIGTSTP }
func isGoOn(s os.Signal) bool    { return s == unix.SIGCONT }

// suspend stops the program until a signal continues it.
func suspend() { _ = unix.Kill(unix.Getpid(), unix.SIGSTOP) }
