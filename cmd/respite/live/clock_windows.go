package live

import "time"

// clock returns a clock that starts now and never goes back. On Windows it includes the time
// that the computer sleeps.
func clock() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}

// awakeClock returns a clock that always reads 0, because the Windows clock without sleep
// cannot be read without unsafe code. So the watch treats every gap as sleep; Windows has no
// other way to suspend a program.
func awakeClock() func() time.Duration { return func() time.Duration { return 0 } }
