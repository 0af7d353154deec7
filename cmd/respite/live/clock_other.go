//go:build !linux

package live

import "time"

// clock returns a clock that begins now and never goes back.
func clock() func() time.Duration { return awakeClock() }
