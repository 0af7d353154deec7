// Package live plays a session to a listener through the speakers, shows it on the terminal,
// and accepts keys and commands of the desktop.
package live

import (
	"context"
	"io"
	"time"

	"respite/audio"
	"respite/audio/play"
	"respite/script"
)

// A Session is the session to play.
type Session struct {
	Timeline *script.Timeline
	Source   audio.Source  // the timeline as sound
	Rate     int           // frames a second
	From     time.Duration // start position

	Guide Guide // extra speech, for example after a pause

	// Render returns a short timeline of the guide as sound.
	Render func(*script.Timeline) (audio.Source, error)
}

// A Guide provides the speech that a listener needs when the session is not played straight
// through; plan.Guide implements it. A timeline without cues is silent.
type Guide interface {
	Leave(at, to time.Duration) *script.Timeline                         // the way out of the pose at a time
	Return(at time.Duration) (back *script.Timeline, from time.Duration) // the way back into it after a pause
	LastLine(at time.Duration) *script.Timeline
	Where(at time.Duration) *script.Timeline
}

// A Terminal is the input and output of a user. If In is not a terminal, there are no keys; if
// Out is not a terminal, the view is plain lines.
type Terminal struct {
	In  io.Reader
	Out io.Writer
}

// A Report describes how playback went.
type Report struct {
	At          time.Duration // position in the session at the end
	Stopped     bool          // the user stopped it before the end
	Interrupted bool          // a signal or Ctrl-C stopped it
	Frames      int64         // number that the device received
	Underruns   int           // number of times that the device had nothing to play
	Latency     time.Duration // longest time from a key to the audible effect
	Backend     string        // name of the sound system
}

// Run plays s until it ends, the user stops it, or ctx ends, which counts as an interrupt. It
// returns errors of the device or the source. When Run returns, the terminal is restored.
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

// A Device is a sound output. It can open while the session is being made.
type Device struct {
	opened <-chan openedDevice
	out    play.Output
	now    func() time.Duration // includes the time that the computer sleeps
	open   func() *Device       // opens the device again
}

type openedDevice struct {
	out play.Output
	err error
}

// A DeviceError is the reason why a sound output cannot be opened.
type DeviceError struct{ Err error }

func (e *DeviceError) Error() string { return "no sound output: " + e.Err.Error() }

func (e *DeviceError) Unwrap() error { return e.Err }

// Open starts to open the default device, at rate frames a second.
func Open(rate int) *Device {
	opened := make(chan openedDevice, 1)
	now := clock()
	go func() {
		out, err := play.Open(rate, now)
		opened <- openedDevice{out, err}
	}()
	return &Device{opened: opened, now: now, open: func() *Device { return Open(rate) }}
}

// Wait waits until the device is open. The error is a *DeviceError, or the error of ctx.
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
