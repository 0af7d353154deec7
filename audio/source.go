package audio

import "sync"

// A Frame is one moment of stereo sound, left and right; full scale is 1.
type Frame = [2]float32

// A Source is sound as a pure function of position: safe for concurrent use,
// and the same frames whatever was asked before. Everything that sounds is
// one, and every effect wraps one, so that live and written sound are the
// same frames and a seek is another position.
type Source interface {
	// Len is the number of frames that the source lasts.
	Len() int64
	// Render sets dst to the frames [at, at+len(dst)). Frames before the
	// first and past the last are silent.
	Render(dst []Frame, at int64)
}

// A mono is a Source that is the same on both channels.
type mono interface {
	Source
	// renderMono sets dst to one channel of the frames [at, at+len(dst)), all
	// of which lie within the source.
	renderMono(dst []float32, at int64)
}

// renderBoth is the Render of a mono Source.
func renderBoth(m mono, dst []Frame, at int64) {
	first, last := overlap(len(dst), at, m.Len())
	clear(dst[:first])
	clear(dst[last:])
	scratch := scratches.Get().(*scratch)
	defer scratches.Put(scratch)
	for ; first < last; first += block {
		part := scratch.mono[:min(block, last-first)]
		m.renderMono(part, at+int64(first))
		toBoth(dst[first:], part)
	}
}

// block is how many frames are worked on at a time where scratch space is needed.
const block = 1024

// scratch is space to work in.
type scratch struct {
	frames    [block]Frame
	mono, sum [block]float32
}

// scratches keep space from one Render to the next.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

// overlap is the part of a slice of so many frames, which stands at a position, that lies
// inside a source of n frames: [first:last].
func overlap(frames int, at, n int64) (first, last int) {
	first = int(min(max(-at, 0), int64(frames)))
	last = int(min(max(n-at, int64(first)), int64(frames)))
	return first, last
}
