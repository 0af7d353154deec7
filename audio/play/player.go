package play

import (
	"io"
	"sync"
	"time"

	"respite/audio"
	"respite/audio/pcm"
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

// Back implements [Reader].
func (p *Player) Back(frames int64) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, ok := p.tape.session(max(p.tape.handed-frames, p.turned)); ok {
		p.state.At = at
	}
	n := p.tape.back(frames)
	if n == 0 {
		return 0
	}
	p.again += n
	p.cut.value, p.cut.goal = 1, 1
	p.state.Silent = max(0, p.state.Silent-n)
	p.volume.value = float64(p.tape.frame(p.tape.handed).volume)
	return n
}

// Read fills b with the next frames, at least one and at most 512. It waits until they
// are rendered. After the end of the session, and while it is paused, it fills b with
// silence.
func (p *Player) Read(b []byte) (int, error) {
	n := min(len(b)/frameBytes, piece)
	if n == 0 {
		return 0, io.ErrShortBuffer
	}
	if again := p.readAgain(b, n); again > 0 {
		return again, nil
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

// choose returns the sound to play now: the next one as soon as the fade-out is over.
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

// start makes s the current sound and fades it in.
func (p *Player) start(s *prefetcher) {
	p.current = s
	p.fade.value, p.fade.goal = 0, 1
}

// ended returns the sound to play after s, which has ended.
func (p *Player) ended(s *prefetcher) *prefetcher {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = nil
	switch {
	case s.err != nil:
		p.state.Err = s.err
	case p.fading: // choose will start the next sound
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
	for range len(b) / frameBytes {
		p.tape.add(taped{volume: float32(p.volume.next())})
	}
	p.state.Silent += int64(len(b) / frameBytes)
	return len(b)
}

// hand copies frames of s to b and returns the number of bytes.
func (p *Player) hand(b []byte, s *prefetcher, frames []audio.Frame) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	kind := spoken
	if s.session && !p.fading {
		kind = sounding
	}
	at := s.at
	s.advance(len(frames))
	out := p.scratch[:len(frames)]
	for i, f := range frames {
		if !p.fade.flat() {
			f = scaled(f, p.fade.next())
		}
		out[i] = p.record(taped{frame: f, kind: kind, at: at + int64(i)})
	}
	return p.put(b, out, kind, at)
}

// record puts a frame on the tape, and returns it with the volume applied.
func (p *Player) record(f taped) audio.Frame {
	volume := p.volume.next()
	f.volume = float32(volume)
	p.tape.add(f)
	if volume == 1 {
		return f.frame
	}
	return scaled(f.frame, volume)
}

// put encodes frames at a position of their source into b.
func (p *Player) put(b []byte, frames []audio.Frame, kind tapedKind, at int64) int {
	p.state.Silent = 0
	if kind == sounding && !p.fading {
		p.state.At = at + int64(len(frames))
	}
	return len(pcm.Int16.Append(b[:0], frames, at))
}

// readAgain returns frames that were taken back, and fades them out where another
// sound follows. It returns 0 when none are left.
func (p *Player) readAgain(b []byte, n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.again == 0 {
		return 0
	}
	if p.fading {
		p.cut.goal = 0
	}
	if p.fading && p.cut.value == 0 {
		p.again, p.fade.value = 0, 0
		return 0
	}
	count := p.tape.run(min(int64(n), p.again))
	first := *p.tape.frame(p.tape.handed)
	if p.again -= count; p.again == 0 {
		defer func() { p.fade.value *= p.cut.value }() // the next fade continues from the current factor
	}
	if first.kind == quiet {
		return p.silenceAgain(b, count)
	}
	out := p.scratch[:count]
	for i := range out {
		f := *p.tape.frame(p.tape.handed)
		if !p.cut.flat() {
			f.frame = scaled(f.frame, p.cut.next())
		}
		out[i] = p.record(f)
	}
	return p.put(b, out, first.kind, first.at)
}

func (p *Player) silenceAgain(b []byte, count int64) int {
	for range count {
		p.cut.next()
		p.record(taped{})
	}
	p.state.Silent += count
	b = b[:count*frameBytes]
	clear(b)
	return len(b)
}

func scaled(f audio.Frame, gain float64) audio.Frame {
	return audio.Frame{f[0] * float32(gain), f[1] * float32(gain)}
}
