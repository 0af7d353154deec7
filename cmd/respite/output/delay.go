package output

import "respite/audio"

// A delayed source starts with a number of silent frames.
type delayed struct {
	audio.Source
	by int64
}

func (d delayed) Len() int64 { return d.Source.Len() + d.by }

func (d delayed) Render(dst []audio.Frame, at int64) { d.Source.Render(dst, at-d.by) }
