//go:build unix && !linux && !darwin

package live

import "time"

// clock returns a clock that starts now and includes the time that the computer sleeps. It is
// the wall clock, because the monotonic clock of package time stops during sleep.
func clock() func() time.Duration {
	start := time.Now().Round(0)
	return func() time.Duration { return time.Now().Round(0).Sub(start) }
}
