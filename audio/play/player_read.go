package play

import (
	"io"

	"respite/audio"
	"respite/audio/pcm"
)

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
