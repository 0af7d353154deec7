// Package play plays a session through the speakers. A [Player] plays a session
// from any frame, and can pause, resume and go elsewhere without a click. An
// [Output] is the device that it is heard through; it reads from the player.
//
// On Linux with cgo, [Open] redirects the standard error of the whole process
// while it runs, for libasound and its plugins write to it.
package play

import (
	"io"
	"time"
)

// An Output is a device that plays what it reads: stereo, 16 bits, little-endian.
type Output interface {
	// Start makes the device read from r for as long as it is open. The
	// reader must never end, and never return without bytes.
	Start(r io.Reader)
	// FadeOut fades out what the device holds already, where it can, and plays
	// silence from then on. It does not wait for that.
	FadeOut()
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

// bytesFor is the number of bytes that last a time, in whole frames.
func bytesFor(d time.Duration, rate int) int {
	return int(d*time.Duration(rate)/time.Second) * frameBytes
}
