package play

import (
	"io"
	"sync"
	"time"

	"respite/audio"
	"respite/audio/pcm"
)

// A Player plays a session into an [Output], which reads from it. The bytes
// are those of a 16-bit file of the session until a method changes what is
// played. Then the sound fades out and in again. All methods may be called
// concurrently, except that only one goroutine may call Read.
type Player struct {
	src  audio.Source
	rate int

	// Only Read changes these.
	lead    int64       // frames of silence that come first
	current *prefetcher // what sounds; nil is silence
	scratch [piece]audio.Frame

	mu     sync.Mutex  // guards the rest
	next   *prefetcher // what sounds after the fade-out
	fading bool        // current is fading out
	fade   ramp
	volume ramp
	state  State
}

// A State is where a player is.
type State struct {
	At      int64 // the frame of the session that is handed out next or, while it does not sound, with which it goes on
	Handed  int64 // frames handed out, silence included
	Silent  int64 // frames of silence handed out since the last sound
	Playing bool  // not paused
	Ended   bool  // the last frame was handed out
	Err     error // why the session could not be rendered
}

// leadTime is the silence before the first frame, while the device wakes up.
// It is shorter than what a device holds, so that it costs no time.
const leadTime = 200 * time.Millisecond

// NewPlayer returns a player of src that starts at a frame, for an output of
// rate frames a second.
func NewPlayer(src audio.Source, rate int, at int64) *Player {
	p := &Player{src: src, rate: rate, fade: newRamp(1, rate), volume: newRamp(1, rate), state: State{At: at, Playing: true}}
	p.lead = int64(leadTime * time.Duration(rate) / time.Second)
	p.current = p.session(at)
	if at > 0 {
		p.fade.value = 0
	}
	return p
}

// State returns where the player is now.
func (p *Player) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// GoTo goes to a frame of the session. A paused session stays paused.
func (p *Player) GoTo(at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.At, p.state.Ended = at, false
	if p.state.Playing {
		p.change(p.session(at))
	} else {
		p.change(nil)
	}
}

// Pause falls silent. Resume goes on at a frame.
func (p *Player) Pause(at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.At, p.state.Playing, p.state.Ended = at, false, false
	p.change(nil)
}

// Resume ends a pause.
func (p *Player) Resume() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.state.Playing {
		p.state.Playing = true
		p.change(p.session(p.state.At))
	}
}

// Say plays an announcement. Then the session goes on at a frame, or stays
// paused if it was.
func (p *Player) Say(announcement audio.Source, at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.At, p.state.Ended = at, false
	p.change(prefetch(announcement, 0))
}

// SayOver plays an announcement over the session, which goes on softer, from one
// of its frames on. A session that is paused, or another announcement, is left as it is.
func (p *Player) SayOver(announcement audio.Source, from int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.state.Playing || p.state.Ended || p.current == nil || !p.current.session || p.fading {
		return
	}
	edge := int64(underTime.Seconds() * float64(p.rate))
	s := prefetch(over{p.src, announcement, from, edge}, p.state.At)
	s.session = true
	p.change(s)
}

// SetVolume sets the factor of all that is heard, from 0 to 1.
func (p *Player) SetVolume(factor float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.volume.goal = factor
}

// Close ends the rendering. What is read after that is silence.
func (p *Player) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Playing = false
	p.change(nil)
}

// Read fills b with the frames that follow, at least one and at most a few.
// It waits until they are rendered. Past the end of the session, and while it
// is paused, it fills b with silence.
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
	source := p.choose()
	var frames []audio.Frame
	for source != nil {
		if frames = source.wait(n); len(frames) > 0 {
			break
		}
		source = p.ended(source)
	}
	if source == nil {
		return p.silence(b[:n*frameBytes]), nil
	}
	return p.hand(b, source, frames), nil
}

// session renders the session from a frame on.
func (p *Player) session(at int64) *prefetcher {
	s := prefetch(p.src, at)
	s.session = true
	return s
}

// change fades out what is played now and plays next after it.
func (p *Player) change(next *prefetcher) {
	p.next.close()
	p.next, p.fading = next, true
	p.fade.goal = 0
}

// choose returns what is played now. Once the fade-out is over, that is what follows.
func (p *Player) choose() *prefetcher {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fading && (p.current == nil || p.fade.value == 0) {
		p.current.close()
		p.start(p.next)
		p.next, p.fading = nil, false
	}
	return p.current
}

// start makes s sound and fades it in.
func (p *Player) start(s *prefetcher) {
	p.current = s
	p.fade.value, p.fade.goal = 0, 1
}

// ended returns what sounds after s, which is at its end.
func (p *Player) ended(s *prefetcher) *prefetcher {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = nil
	switch {
	case s.err != nil:
		p.state.Err = s.err
	case p.fading: // choose will start what follows
	case s.session:
		p.state.Ended = true
	case p.state.Playing:
		p.start(p.session(p.state.At))
	}
	return p.current
}

// silence hands out silence.
func (p *Player) silence(b []byte) int {
	clear(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Handed += int64(len(b) / frameBytes)
	p.state.Silent += int64(len(b) / frameBytes)
	return len(b)
}

// hand puts frames of s into b and returns the number of bytes that they take.
func (p *Player) hand(b []byte, s *prefetcher, frames []audio.Frame) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.fade.flat() || !p.volume.flat() {
		frames = p.scaled(frames)
	}
	bytes := pcm.Int16.Append(b[:0], frames, s.at)
	s.advance(len(frames))
	p.state.Handed += int64(len(frames))
	p.state.Silent = 0
	if s.session && !p.fading {
		p.state.At = s.at
	}
	return len(bytes)
}

// scaled returns the frames with fade and volume applied.
func (p *Player) scaled(frames []audio.Frame) []audio.Frame {
	out := p.scratch[:len(frames)]
	for i, f := range frames {
		gain := float32(p.fade.next() * p.volume.next())
		out[i] = audio.Frame{f[0] * gain, f[1] * gain}
	}
	return out
}
