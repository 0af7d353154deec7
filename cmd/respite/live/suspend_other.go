//go:build !unix

package live

import "os"

// notifySuspend has nothing to do: there are no such signals.
func notifySuspend(chan<- os.Signal) {}

func isSuspend(os.Signal) bool { return false }
func isGoOn(os.Signal) bool    { return false }
func suspend()                 {}
