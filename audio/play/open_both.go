//go:build linux && cgo

package play

import "time"

// Backends names what sound can go out through, the first that is there.
const Backends = "pulse, oto"

// Open opens the default device at rate frames a second: that of the sound
// server or, where none is there, ALSA's. Now is a clock that never goes back.
// The error is one line for a person.
func Open(rate int, now func() time.Duration) (Output, error) {
	if o, err := openPulse(rate, now); err == nil {
		return o, nil
	}
	return openOto(rate, now)
}
