//go:build (linux && !cgo) || freebsd

package play

import "time"

// Backends names what sound can go out through, the first that is there.
const Backends = "pulse"

// Open opens the default device at rate frames a second. Now is a clock that
// never goes back. The error is one line for a person.
func Open(rate int, now func() time.Duration) (Output, error) { return openPulse(rate, now) }
