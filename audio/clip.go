package audio

import (
	"time"

	"respite/audio/resample"
)

// A Clip is mono sound: a spoken line, the texture of a tone, a bell, or a loop.
type Clip struct {
	Rate    int     // Hz
	Samples []int16 // full scale is 32768
}

// Length returns the duration of the clip; 0 for a clip without a rate.
func (c Clip) Length() time.Duration {
	if c.Rate <= 0 {
		return 0
	}
	return time.Duration(len(c.Samples)) * time.Second / time.Duration(c.Rate)
}

// A clipSource plays a clip at the rate of a session, the same on both channels.
type clipSource struct {
	length  int // samples
	samples func() []int16
	rate    *resample.Resampler[int16]
}

func newClip(c Clip, resampler *resample.Resampler[int16]) Source {
	return &clipSource{len(c.Samples), func() []int16 { return c.Samples }, resampler}
}

func (c *clipSource) Len() int64 { return int64(c.rate.Len(c.length)) }

func (c *clipSource) Render(dst []Frame, at int64) { renderBoth(c, dst, at) }

func (c *clipSource) renderMono(dst []float32, at int64) { c.rate.Render(dst, c.samples(), int(at)) }
