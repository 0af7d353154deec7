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

func (c *clip) Render(dst []Frame, at int64) { renderBoth(c, dst, at) }

func (c *clip) renderMono(dst []float32, at int64) { c.rate.Render(dst, c.samples, int(at)) }
