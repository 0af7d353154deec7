package live

import (
	"time"

	"golang.org/x/sys/unix"
)

// clock returns a clock that starts now and never goes back. It includes the time that the
// computer sleeps, unlike the clock of package time.
func clock() func() time.Duration {
	start := sinceBoot()
	return func() time.Duration { return sinceBoot() - start }
}

func sinceBoot() time.Duration {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_BOOTTIME, &t) // available since Linux 2.6.39
	return time.Duration(t.Nano())
}
