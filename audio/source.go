package audio

import "sync"

// A Frame is one moment of stereo sound, left and right; full scale is 1.
type Frame = [2]float32

// A Source is sound as a pure function of position. It is safe for concurrent use, and
// earlier calls do not change what it returns. All sounds and effects are Sources, so
// that live playback and files have the same frames, and a seek is only another
// position.
type Source interface {
	// Len returns the number of frames.
	Len() int64
	// Render sets dst to the frames [at, at+len(dst)). Frames before the first and after
	// the last are silent.
	Render(dst []Frame, at int64)
}

// A mono is a Source with two equal channels.
type mono interface {
	Source
	// renderMono sets dst to one channel of the frames [at, at+len(dst)), all of which
	// must lie within the source.
	renderMono(dst []float32, at int64)
}

// renderBoth implements Render for a mono Source.
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

// block is the number of frames that are processed at a time in scratch buffers.
const block = 1024

// A scratch is a temporary buffer.
type scratch struct {
	frames    [block]Frame
	mono, sum [block]float32
}

// scratches reuses buffers between calls of Render.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

// overlap returns the range [first:last] of a slice of a given number of frames at a position
// that lies inside a source of n frames.
func overlap(frames int, at, n int64) (first, last int) {
	first = int(min(max(-at, 0), int64(frames)))
	last = int(min(max(n-at, int64(first)), int64(frames)))
	return first, last
}
