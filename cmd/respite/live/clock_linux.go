package live

import (
	"time"

	"golang.org/x/sys/unix"
)

// clock returns a clock that begins now and never goes back. It counts the time
// that the computer is asleep, which the one of package time does not.
func clock() func() time.Duration {
	start := sinceBoot()
	return func() time.Duration { return sinceBoot() - start }
}

func sinceBoot() time.Duration {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_BOOTTIME, &t) // it is there since Linux 2.6.39
	return time.Duration(t.Nano())
}
