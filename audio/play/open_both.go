//go:build linux && cgo

package play

import "time"

// Backends names the possible backends, in the order in which they are tried.
const Backends = "pulse, oto"

// Open opens the default device at rate frames a second: that of the sound server or,
// without a server, ALSA's. Now is a monotonic clock. The error is one line for a
// person.
func Open(rate int, now func() time.Duration) (Output, error) {
	if o, err := openPulse(rate, now); err == nil {
		return o, nil
	}
	return openOto(rate, now)
}
