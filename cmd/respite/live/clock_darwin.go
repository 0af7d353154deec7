package live

import (
	"time"

	"golang.org/x/sys/unix"
)

// clock returns a clock that starts now and never goes back. It includes the time that the
// computer sleeps (clock_gettime(3) of macOS), unlike the clock of package time.
func clock() func() time.Duration {
	start := monotonic()
	return func() time.Duration { return monotonic() - start }
}

func monotonic() time.Duration {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &t) // available since macOS 10.12
	return time.Duration(t.Nano())
}
