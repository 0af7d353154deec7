package play

import (
	"fmt"
	"sync"

	"respite/audio"
)

const (
	block = 2048 // frames that are rendered at a time
	ahead = 44   // rendered blocks in the queue, about two seconds
	piece = 512  // most frames that are returned at a time
)

// A prefetcher renders a source ahead of the playing position.
type prefetcher struct {
	session bool  // the source is the session, not an announcement
	at      int64 // the next frame to be returned
	part    []audio.Frame
	blocks  chan []audio.Frame
	stop    chan struct{}
	once    sync.Once
	err     error // of rendering; set before blocks is closed
}

// prefetch starts rendering src at a frame.
func prefetch(src audio.Source, at int64) *prefetcher {
	p := &prefetcher{at: at, blocks: make(chan []audio.Frame, ahead), stop: make(chan struct{})}
	go p.render(src, at)
	return p
}

func (p *prefetcher) render(src audio.Source, at int64) {
	defer close(p.blocks)
	defer func() {
		if fault := recover(); fault != nil { // returned as an error, so that the caller can restore the terminal
			p.err = fmt.Errorf("rendering failed, which is a bug: %v", fault)
		}
	}()
	for ; at < src.Len(); at += block {
		frames := make([]audio.Frame, min(block, src.Len()-at))
		src.Render(frames, at)
		select {
		case p.blocks <- frames:
		case <-p.stop:
			return
		}
	}
}

// ready waits until the first frames are rendered. It must be called before any other
// method. A nil prefetcher is ready.
func (p *prefetcher) ready() {
	if p != nil {
		p.wait(1)
	}
}

// wait waits for the next frames and returns at most n of them; none at the end.
func (p *prefetcher) wait(n int) []audio.Frame {
	if len(p.part) == 0 {
		p.part = <-p.blocks
	}
	return p.part[:min(n, len(p.part))]
}

// skip skips the next n frames.
func (p *prefetcher) skip(n int64) {
	for n > 0 {
		frames := p.wait(int(min(n, block)))
		if len(frames) == 0 {
			return
		}
		p.advance(len(frames))
		n -= int64(len(frames))
	}
}

// advance consumes n frames that wait has returned.
func (p *prefetcher) advance(n int) {
	p.part = p.part[n:]
	p.at += int64(n)
}

// close stops rendering. It may be called again, and on nil.
func (p *prefetcher) close() {
	if p != nil {
		p.once.Do(func() { close(p.stop) })
	}
}
