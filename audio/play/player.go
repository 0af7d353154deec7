package play

import (
	"io"
	"sync"
	"time"

	"respite/audio"
)

// A Player is a session on its way to an [Output], which reads from it: bytes
// that are the session's own as a 16-bit file has them, as long as nobody
// steers. Where it is turned elsewhere, it fades out and in again. It may be
// used by many goroutines, but read by one.
type Player struct {
	src  audio.Source
	rate int

	// Only Read changes these.
	lead    int64 // frames of silence before all else
	on      *reel // what sounds; nil is silence
	scratch [piece]audio.Frame

	mu      sync.Mutex // guards the rest
	next    *reel      // what follows once the fade is out
	turning bool       // on is fading out
	fade    ramp
	volume  ramp
	state   State
}

// A State is where a player is.
type State struct {
	At      int64 // the frame of the session that is handed out next or, while it does not sound, with which it goes on
	Handed  int64 // frames handed out, silence included
	Silent  int64 // frames of silence since there was something to hear
	Playing bool  // not paused
	Ended   bool  // the last frame was handed out
	Err     error // why the session could not be rendered
}

// leadTime is the silence before the first frame, while the device wakes up.
// It is shorter than what a device holds, so that it costs no time.
const leadTime = 200 * time.Millisecond

// NewPlayer is a player of src from a frame on, at so many frames a second.
func NewPlayer(src audio.Source, rate int, at int64) *Player {
	p := &Player{src: src, rate: rate, fade: newRamp(1, rate), volume: newRamp(1, rate), state: State{At: at, Playing: true}}
	p.lead = int64(leadTime * time.Duration(rate) / time.Second)
	p.on = p.session(at)
	if at > 0 {
		p.fade.value = 0
	}
	return p
}

// State is where the player is now.
func (p *Player) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// GoTo goes to a frame of the session. A pause stays one.
func (p *Player) GoTo(at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.At, p.state.Ended = at, false
	if p.state.Playing {
		p.turn(p.session(at))
	} else {
		p.turn(nil)
	}
}

// Pause falls silent; the session goes on at a frame.
func (p *Player) Pause(at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.At, p.state.Playing = at, false
	p.turn(nil)
}

// Resume ends a pause.
func (p *Player) Resume() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.state.Playing {
		p.state.Playing = true
		p.turn(p.session(p.state.At))
	}
}

// Say plays something in between; then the session goes on at a frame, or is
// paused if it was.
func (p *Player) Say(src audio.Source, at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.At, p.state.Ended = at, false
	p.turn(newReel(src, 0))
}

// SetVolume sets the factor of all that is heard, from 0 to 1.
func (p *Player) SetVolume(factor float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.volume.goal = factor
}

// Read fills b with the frames that follow, at least one and at most a few.
// It waits for them to be rendered. There is always something: past the end
// of the session, and while paused, silence.
func (p *Player) Read(b []byte) (int, error) {
	n := min(len(b)/frameBytes, piece)
	if n == 0 {
		return 0, io.ErrShortBuffer
	}
	if p.lead > 0 {
		n = int(min(int64(n), p.lead))
		p.lead -= int64(n)
		return p.silence(b[:n*frameBytes]), nil
	}
	r := p.current()
	var frames []audio.Frame
	for r != nil {
		if frames = r.wait(n); len(frames) > 0 {
			break
		}
		r = p.over(r)
	}
	if r == nil {
		return p.silence(b[:n*frameBytes]), nil
	}
	return p.hand(b, r, frames), nil
}

// session is the session from a frame on.
func (p *Player) session(at int64) *reel {
	r := newReel(p.src, at)
	r.session = true
	return r
}

// turn fades out what sounds, and has r follow.
func (p *Player) turn(r *reel) {
	p.next.drop()
	p.next, p.turning = r, true
	p.fade.goal = 0
}

// current is what sounds now: what was turned to, once the fade is out.
func (p *Player) current() *reel {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.turning && (p.on == nil || p.fade.value == 0) {
		p.on.drop()
		p.follow(p.next)
		p.next, p.turning = nil, false
	}
	return p.on
}

// follow makes r sound, from a fade on.
func (p *Player) follow(r *reel) {
	p.on = r
	p.fade.value, p.fade.goal = 0, 1
}

// over is what follows a reel at its end.
func (p *Player) over(r *reel) *reel {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case r.err != nil:
		p.state.Err = r.err
		p.on = nil
	case p.turning:
		p.on = nil
	case r.session:
		p.state.Ended = true
		p.on = nil
	case p.state.Playing:
		p.follow(p.session(p.state.At))
	default:
		p.on = nil
	}
	return p.on
}

// silence hands out nothing to hear.
func (p *Player) silence(b []byte) int {
	clear(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Handed += int64(len(b) / frameBytes)
	p.state.Silent += int64(len(b) / frameBytes)
	return len(b)
}

// hand puts frames of r into b and returns the bytes that they take.
func (p *Player) hand(b []byte, r *reel, frames []audio.Frame) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.fade.flat() || !p.volume.flat() {
		frames = p.shaped(frames)
	}
	bytes := audio.Int16.Append(b[:0], frames, r.at)
	r.pass(len(frames))
	p.state.Handed += int64(len(frames))
	p.state.Silent = 0
	if r.session && !p.turning {
		p.state.At = r.at
	}
	return len(bytes)
}

// shaped is the frames with fade and volume on them.
func (p *Player) shaped(frames []audio.Frame) []audio.Frame {
	out := p.scratch[:len(frames)]
	for i, f := range frames {
		gain := float32(p.fade.next() * p.volume.next())
		out[i] = audio.Frame{f[0] * gain, f[1] * gain}
	}
	return out
}
