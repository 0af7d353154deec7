package play

import (
	"time"

	"respite/audio"
)

// An over is a session with an announcement mixed in from one of its frames on. During
// the announcement the session is softer.
type over struct {
	audio.Source
	announcement audio.Source
	from         int64 // frame of the session
	edge         int64 // frames of the fade to and from the softer level
}

// The gain of the session under an announcement, and the duration of its fades.
const (
	underFactor = 0.35
	underTime   = 250 * time.Millisecond
)

func (o over) Render(dst []audio.Frame, at int64) {
	o.Source.Render(dst, at)
	first, last := o.from-o.edge, o.from+o.announcement.Len()+o.edge
	if at+int64(len(dst)) <= first || at >= last {
		return
	}
	said := make([]audio.Frame, len(dst))
	o.announcement.Render(said, at-o.from)
	for i := range dst {
		gain := o.gain(at + int64(i))
		dst[i][0] = dst[i][0]*gain + said[i][0]
		dst[i][1] = dst[i][1]*gain + said[i][1]
	}
}

// gain returns the factor of the session at a frame.
func (o over) gain(at int64) float32 {
	outside := max(o.from-at, at-(o.from+o.announcement.Len()), 0) // distance in frames from the announcement
	share := min(float32(outside)/float32(o.edge), 1)
	return underFactor + (1-underFactor)*share
}
