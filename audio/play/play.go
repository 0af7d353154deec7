// Package play plays a session through the speakers. A [Player] plays a session
// from any frame, and can pause, resume and go elsewhere without a click. An
// [Output] is the device that it is heard through; it reads from the player.
//
// Where there is a sound server, it is handed more than two seconds ahead, so
// that a busy machine leaves no gaps, and what it has not played yet is taken back
// when the player goes elsewhere, so that keys act at once.
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
	// Backend names what sound goes out through.
	Backend() string
	// Start makes the device read from r for as long as it is open. The
	// reader must never end, and never return without bytes.
	Start(r Reader)
	// Steer takes back what is not heard yet, where the device can, and then
	// calls change, which changes what is read. It returns when it has.
	Steer(change func())
	// FadeOut fades out what the device holds already, where it can, and plays
	// silence from then on. It does not wait for that.
	FadeOut()
	// Latency is the longest time from a steering to the ear.
	Latency() time.Duration
	// Heard is the number of the frame that is heard now, as the reader counts them.
	Heard() int64
	// Underruns is how often the device had nothing to play.
	Underruns() int
	// Err is what ended the output, such as a device that is gone; nil while it plays.
	Err() error
	// Close lets go of the device, at once. Then nothing is read any more. It
	// may be called again.
	Close()
}

// A Reader is what an output reads from, such as a [Player].
type Reader interface {
	io.Reader
	// Handed is how many frames were read, less those that were taken back.
	Handed() int64
	// Back takes back the last frames that were read: they are read again.
	// It returns how many of them it could take back.
	Back(frames int64) int64
}

// frameBytes is the size of a frame on its way to the device.
const frameBytes = 4

// bytesFor is the number of bytes that last a time, in whole frames.
func bytesFor(d time.Duration, rate int) int {
	return int(framesFor(d, rate)) * frameBytes
}

// framesFor is the number of frames that last a time.
func framesFor(d time.Duration, rate int) int64 { return int64(d * time.Duration(rate) / time.Second) }
