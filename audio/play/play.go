// Package play plays a session through the speakers. A [Player] plays a session from
// any frame, and can pause, resume and seek without a click. An [Output] is an audio
// device; it reads from the player.
//
// With a sound server, more than two seconds are buffered, so that a busy machine
// leaves no gaps. On a seek the player takes back the frames that were not played yet,
// so that keys act at once.
//
// On Linux with cgo, [Open] redirects the standard error of the whole process while it
// runs, because libasound and its plugins write to it.
package play

import (
	"io"
	"time"
)

// An Output is a device that plays what it reads: stereo, 16 bits, little-endian.
type Output interface {
	// Backend names the backend of the output.
	Backend() string
	// Start makes the device read from r until it is closed. The reader must never end,
	// and must return at least one frame.
	Start(r Reader)
	// Steer takes back what is not heard yet, where the device can, and then calls
	// change, which changes what is read. It returns after that.
	Steer(change func())
	// FadeOut fades out what the device has buffered, where it can, and plays silence
	// from then on. It returns at once.
	FadeOut()
	// Latency is the longest time between a call of Steer and its effect in the
	// loudspeaker.
	Latency() time.Duration
	// Heard returns the number of the frame that is heard now, counted like
	// [Reader.Handed].
	Heard() int64
	// Underruns returns how often the device had nothing to play.
	Underruns() int
	// Err returns the error that ended the output, such as a removed device; nil while
	// it plays.
	Err() error
	// Close closes the device at once. After that nothing is read. It may be called
	// again.
	Close()
}

// A Reader supplies an output with sound, as a [Player] does.
type Reader interface {
	io.Reader
	// Handed returns the number of frames read, less those taken back.
	Handed() int64
	// Back takes back the last frames that were read, so that they are read again. It
	// returns how many it could take back.
	Back(frames int64) int64
}

// frameBytes is the size of a frame for the device.
const frameBytes = 4

// bytesFor returns the number of bytes for a duration, in whole frames.
func bytesFor(d time.Duration, rate int) int {
	return int(framesFor(d, rate)) * frameBytes
}

// framesFor returns the number of frames for a duration.
func framesFor(d time.Duration, rate int) int64 { return int64(d * time.Duration(rate) / time.Second) }
