//go:build unix

package live

import "time"

// awakeClock returns a clock that begins now, never goes back, and stands still
// while the computer is asleep, where the system has such a one.
func awakeClock() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}
