//go:build unix

package live

import "time"

// awakeClock returns a clock that starts now, never goes back, and stops while the computer
// sleeps, if the system supports that.
func awakeClock() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}
