// Package play sounds a session through the speakers. A [Player] is what is
// heard: a session from any frame on, paused, resumed and turned elsewhere
// without a click. An [Output] is the device that it is heard through, and
// reads from the player as it goes.
package play

import (
	"io"
	"time"
)

// An Output is a device that plays what it reads: stereo, 16 bits, little-endian.
type Output interface {
	// Start makes the device read from r, for as long as it is open. An r
	// that has nothing to say gives silence: it never ends, and never
	// returns without bytes.
	Start(r io.Reader)
	// Hush fades out what the device holds already, where it can, and plays
	// silence from then on. It does not wait for that.
	Hush()
	// Latency is the longest time from a read to the ear.
	Latency() time.Duration
	// Underruns is how often the device had nothing to play.
	Underruns() int
	// Err is what ended the output, such as a device that is gone; nil while it plays.
	Err() error
	// Close lets go of the device, at once.
	Close()
}

// frameBytes is the size of a frame on its way to the device.
const frameBytes = 4

// bytesFor is how many bytes last a time, in whole frames.
func bytesFor(d time.Duration, rate int) int {
	return int(d*time.Duration(rate)/time.Second) * frameBytes
}
