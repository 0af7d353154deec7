package audio

import "respite/samples"

// clip is a bundled or recorded sound at the session's rate, the same on
// both channels.
type clip struct {
	samples []int16
	rate    *Resampler[int16]
}

func newClip(c samples.Clip, resampler *Resampler[int16]) Source {
	return &clip{samples: c.Samples, rate: resampler}
}

func (c *clip) Len() int64 { return int64(c.rate.Len(len(c.samples))) }

func (c *clip) Render(dst []Frame, at int64) {
	first, last := overlap(dst, at, c.Len())
	clear(dst[:first])
	clear(dst[last:])
	var mono [block]float32
	for ; first < last; first += block {
		part := mono[:min(block, last-first)]
		c.rate.Render(part, c.samples, int(at)+first)
		for i, x := range part {
			dst[first+i] = Frame{x, x}
		}
	}
}

// block is how many frames are worked on at a time where scratch space is needed.
const block = 1024

// overlap is the part of dst, which stands at a position, that lies inside a
// source of n frames: dst[first:last].
func overlap(dst []Frame, at, n int64) (first, last int) {
	first = int(min(max(-at, 0), int64(len(dst))))
	last = int(min(max(n-at, int64(first)), int64(len(dst))))
	return first, last
}
