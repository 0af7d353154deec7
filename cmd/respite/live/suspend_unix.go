//go:build unix

package live

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// notifySuspend has it told on a channel that the program is to stop for a while, and
// that it goes on. A program in the background may then try to read keys, and
// is not stopped for it.
func notifySuspend(signals chan<- os.Signal) {
	signal.Notify(signals, unix.SIGTSTP, unix.SIGCONT)
	signal.Ignore(unix.SIGTTIN)
}

func isSuspend(s os.Signal) bool { return s == unix.SIGTSTP }
func isGoOn(s os.Signal) bool    { return s == unix.SIGCONT }

// suspend stops the program until somebody has it go on.
func suspend() { _ = unix.Kill(unix.Getpid(), unix.SIGSTOP) }
