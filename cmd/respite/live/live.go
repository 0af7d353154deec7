// Package live plays a session to a person: through the speakers, with a view
// of it on the terminal, and with keys and the desktop to control it.
package live

import (
	"context"
	"io"
	"time"

	"respite/audio"
	"respite/audio/play"
	"respite/script"
)

// A Session is what is played.
type Session struct {
	Timeline *script.Timeline
	Source   audio.Source  // the timeline as sound
	Rate     int           // frames a second
	From     time.Duration // where playing starts

	Guide Guide // what is said besides it

	// Render returns a short timeline of the guide as sound.
	Render func(*script.Timeline) (audio.Source, error)
}

// A Guide says what a listener must hear when a session is not played from
// beginning to end, as plan.Guide does. A timeline without cues says nothing.
type Guide interface {
	Leave(at, to time.Duration) *script.Timeline                         // the way out of the pose at a time
	Return(at time.Duration) (back *script.Timeline, from time.Duration) // the way back into it after a pause
	LastLine(at time.Duration) *script.Timeline
	Where(at time.Duration) *script.Timeline
}

// A Terminal is where a person types and looks. Neither has to be a terminal:
// without one there are no keys, and the view is plain lines.
type Terminal struct {
	In  io.Reader
	Out io.Writer
}

// A Report is how playing went.
type Report struct {
	At          time.Duration // where in the session it ended
	Stopped     bool          // somebody stopped it before its end
	Interrupted bool          // a signal or Ctrl-C did
	Frames      int64         // that were handed to the device
	Underruns   int           // times that the device had nothing to play
	Latency     time.Duration // the longest time from a key to the ear
	Backend     string        // what sound went out through
}

// Run plays s until its end, until somebody stops it, or until ctx is done,
// which interrupts it. The error is what is wrong with the device or the
// source. When Run returns the terminal is as it was.
func Run(ctx context.Context, d *Device, s Session, t Terminal) (Report, error) {
	if err := d.Wait(ctx); err != nil {
		return Report{At: s.From, Stopped: true, Interrupted: ctx.Err() != nil}, err
	}
	p := newPlayback(d, s, t)
	err := p.run(ctx)
	return Report{
		At: p.at(), Stopped: p.left != stayed, Interrupted: p.left == interrupted,
		Frames: p.player.State().Handed, Underruns: p.out.Underruns(), Latency: p.out.Latency(), Backend: p.out.Backend(),
	}, err
}

// A Device is a sound output. It is opened while the session is made.
type Device struct {
	opened <-chan openedDevice
	out    play.Output
	now    func() time.Duration // counts the time that the computer is asleep
	open   func() *Device       // opens it again
}

type openedDevice struct {
	out play.Output
	err error
}

// A DeviceError is why there is no sound output.
type DeviceError struct{ Err error }

func (e *DeviceError) Error() string { return "no sound output: " + e.Err.Error() }

func (e *DeviceError) Unwrap() error { return e.Err }

// Open begins to open the default device, at rate frames a second.
func Open(rate int) *Device {
	opened := make(chan openedDevice, 1)
	now := clock()
	go func() {
		out, err := play.Open(rate, now)
		opened <- openedDevice{out, err}
	}()
	return &Device{opened: opened, now: now, open: func() *Device { return Open(rate) }}
}

// Wait waits until the device is open. The error is a *DeviceError, or that of ctx.
func (d *Device) Wait(ctx context.Context) error {
	if d.out != nil {
		return nil
	}
	select {
	case o := <-d.opened:
		if o.err != nil {
			return &DeviceError{o.err}
		}
		d.out = o.out
		return nil
	case <-time.After(stallTime):
		return &DeviceError{errNoAnswer}
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
