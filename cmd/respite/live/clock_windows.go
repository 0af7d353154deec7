package live

import "time"

// clock returns a clock that begins now and never goes back. Windows counts the
// time that the computer is asleep in it.
func clock() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}

// awakeClock returns a clock that stands still: the one of Windows that leaves out
// sleep cannot be read without unsafe code. So every gap between two looks of
// a watch is taken for sleep; nobody stops a program otherwise here.
func awakeClock() func() time.Duration { return func() time.Duration { return 0 } }
