//go:build unix && !linux && !darwin

package live

import "time"

// clock returns a clock that begins now. It counts the time that the computer is
// asleep: it is the one on the wall, for that of package time stands still then.
func clock() func() time.Duration {
	start := time.Now().Round(0)
	return func() time.Duration { return time.Now().Round(0).Sub(start) }
}
