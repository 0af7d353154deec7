package play

import (
	"fmt"
	"sync"

	"respite/audio"
)

const (
	block = 2048 // frames rendered at a time
	ahead = 20   // blocks that may wait to be heard, about a second
	piece = 512  // frames handed out at a time, at most
)

// A reel is a source that is rendered ahead of where it is heard.
type reel struct {
	session bool  // not something said in between
	at      int64 // the next frame to be heard
	part    []audio.Frame
	blocks  chan []audio.Frame
	stop    chan struct{}
	once    sync.Once
	err     error // of rendering; set before blocks is closed
}

// newReel begins to render at a frame.
func newReel(src audio.Source, at int64) *reel {
	r := &reel{at: at, blocks: make(chan []audio.Frame, ahead), stop: make(chan struct{})}
	go r.render(src, at)
	return r
}

func (r *reel) render(src audio.Source, at int64) {
	defer close(r.blocks)
	defer func() {
		if fault := recover(); fault != nil { // the terminal must be left as it was
			r.err = fmt.Errorf("rendering failed, which is a bug: %v", fault)
		}
	}()
	for ; at < src.Len(); at += block {
		frames := make([]audio.Frame, min(block, src.Len()-at))
		src.Render(frames, at)
		select {
		case r.blocks <- frames:
		case <-r.stop:
			return
		}
	}
}

// wait is the next frames, at most n, when they are there; none at the end.
func (r *reel) wait(n int) []audio.Frame {
	if len(r.part) == 0 {
		r.part = <-r.blocks
	}
	return r.part[:min(n, len(r.part))]
}

// pass goes on by n of the frames that were waited for.
func (r *reel) pass(n int) {
	r.part = r.part[n:]
	r.at += int64(n)
}

// drop ends the rendering; the reel may be nil, and dropped before.
func (r *reel) drop() {
	if r != nil {
		r.once.Do(func() { close(r.stop) })
	}
}
