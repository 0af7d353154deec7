//go:build (linux && !cgo) || freebsd

package play

import "time"

// Backends names the possible backends, in the order in which they are tried.
const Backends = "pulse"

// Open opens the default device at rate frames a second. Now is a monotonic clock. The
// error is one line for a person.
func Open(rate int, now func() time.Duration) (Output, error) { return openPulse(rate, now) }
