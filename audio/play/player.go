package play

import (
	"sync"
	"time"

	"respite/audio"
)

// A Player plays a session into an [Output], which reads from it. The bytes are those
// of a 16-bit file of the session until a method changes what is played. At a change
// the sound fades out and in again. All methods may be called concurrently, except
// that only one goroutine may call Read and Back.
type Player struct {
	src  audio.Source
	rate int

	// Only Read changes these fields.
	lead    int64       // remaining frames of the initial silence
	current *prefetcher // the sound that plays; nil is silence
	scratch [piece]audio.Frame

	mu     sync.Mutex // guards the rest
	out    Output     // nil for an output that can take nothing back
	tape   *tape
	again  int64       // frames of the tape that are read again
	cut    ramp        // fade of those frames
	next   *prefetcher // the sound after the fade-out
	fading bool        // current is fading out
	turned int64       // number of frames handed out at the last change
	fade   ramp
	volume ramp
	state  State
}

// A State is the state of a player.
type State struct {
	At      int64 // the next frame of the session; while another sound plays, the frame at which the session resumes
	Handed  int64 // frames handed out, silence included
	Silent  int64 // frames of silence handed out since the last sound
	Playing bool  // not paused
	Ended   bool  // the last frame was handed out
	Err     error // why the session could not be rendered
}

// leadTime is the silence before the first frame, while the device wakes up. It is
// shorter than the device's buffer, so that it delays nothing.
const leadTime = 200 * time.Millisecond

// NewPlayer returns a player of src that starts at a frame, for an output of rate
// frames a second.
func NewPlayer(src audio.Source, rate int, at int64) *Player {
	p := &Player{src: src, rate: rate, tape: newTape(rate), cut: newRamp(1, rate), fade: newRamp(1, rate), volume: newRamp(1, rate), state: State{At: at, Playing: true}}
	p.lead = framesFor(leadTime, rate)
	p.current = p.session(at)
	if at > 0 {
		p.fade.value = 0
	}
	return p
}

// Through sets the output that reads from the player. From then on, a change takes
// back the frames that the output has not played yet.
func (p *Player) Through(out Output) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.out = out
}

// State returns the current state of the player.
func (p *Player) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state
	s.Handed = p.tape.handed
	return s
}

// Handed implements [Reader].
func (p *Player) Handed() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.tape.handed
}

// At returns the frame of the session that is heard together with a handed-out frame,
// given by its number. Where another sound is heard, it returns the frame at which the
// session resumes.
func (p *Player) At(heard int64) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, ok := p.tape.session(max(heard, p.turned)); ok {
		return at
	}
	return p.state.At
}

// GoTo seeks to a frame of the session. A paused session stays paused.
func (p *Player) GoTo(at int64) {
	var next *prefetcher
	if p.State().Playing {
		next = p.session(at)
	}
	p.turn(next, func() { p.state.At, p.state.Ended = at, false })
}

// Pause stops the sound. Resume continues at the given frame.
func (p *Player) Pause(at int64) {
	p.turn(nil, func() { p.state.At, p.state.Playing, p.state.Ended = at, false, false })
}

// Resume ends a pause.
func (p *Player) Resume() {
	if s := p.State(); !s.Playing {
		p.turn(p.session(s.At), func() { p.state.Playing = true })
	}
}

// Say plays an announcement. After it the session continues at the given frame, or
// stays paused if it was paused.
func (p *Player) Say(announcement audio.Source, at int64) {
	p.turn(prefetch(announcement, 0), func() { p.state.At, p.state.Ended = at, false })
}

// SayOver plays an announcement over the session, which continues at a lower level,
// beginning at one of its frames. It does nothing while the session is paused or
// another announcement plays.
func (p *Player) SayOver(announcement audio.Source, from int64) {
	at := p.soon()
	edge := int64(underTime.Seconds() * float64(p.rate))
	s := prefetch(over{p.src, announcement, from, edge}, at)
	s.session = true
	s.ready()
	p.steer(func() {
		if !p.state.Playing || p.state.Ended || p.current == nil || !p.current.session || p.fading || p.tape.says(p.again) {
			s.close()
			return
		}
		s.skip(p.state.At - at)
		p.change(s)
	})
}

// soon returns the frame of the session at which a change made now takes effect at the
// latest.
func (p *Player) soon() int64 {
	p.mu.Lock()
	out := p.out
	p.mu.Unlock()
	if out == nil {
		return p.State().At
	}
	return p.At(out.Heard())
}

// SetVolume sets the factor for all sound, from 0 to 1.
func (p *Player) SetVolume(factor float64) {
	p.steer(func() { p.volume.goal = factor })
}

// Close ends the rendering. After it, Read returns silence.
func (p *Player) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Playing = false
	p.change(nil)
}

// turn fades out the current sound and continues with next, as soon as the first
// frames of next are rendered. It changes the state at the same time.
func (p *Player) turn(next *prefetcher, change func()) {
	next.ready()
	p.steer(func() {
		change()
		p.change(next)
	})
}

// steer lets the output take back what is not heard yet before a change.
func (p *Player) steer(change func()) {
	p.mu.Lock()
	out := p.out
	p.mu.Unlock()
	locked := func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		change()
	}
	if out == nil {
		locked()
		return
	}
	out.Steer(locked)
}

// session starts rendering the session at a frame.
func (p *Player) session(at int64) *prefetcher {
	s := prefetch(p.src, at)
	s.session = true
	return s
}

// change fades out the current sound, and continues with next.
func (p *Player) change(next *prefetcher) {
	p.next.close()
	p.next, p.fading = next, true
	p.turned = p.tape.handed
	p.fade.goal = 0
}
