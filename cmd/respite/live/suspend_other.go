//go:build !unix

package live

import "os"

// notifySuspend does nothing: this system has no such signals.
func notifySuspend(chan<- os.Signal) {}

func isSuspend(os.Signal) bool { return false }
func isGoOn(os.Signal) bool    { return false }
func suspend()                 {}
