package live

import (
	"time"

	"golang.org/x/sys/unix"
)

// clock returns a clock that begins now and never goes back. It counts the time
// that the computer is asleep (clock_gettime(3) of macOS), which the one of
// package time does not.
func clock() func() time.Duration {
	start := monotonic()
	return func() time.Duration { return monotonic() - start }
}

func monotonic() time.Duration {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &t) // it is there since macOS 10.12
	return time.Duration(t.Nano())
}
