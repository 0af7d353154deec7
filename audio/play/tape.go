package play

import (
	"time"

	"respite/audio"
)

// tapeTime is the length of a tape, more than any device buffers.
const tapeTime = 4 * time.Second

// A tape is a ring buffer of the frames that were handed out last, so that they can be
// taken back.
type tape struct {
	frames []taped // frame n is at n modulo the length
	handed int64   // frames handed out, less those taken back
	most   int64   // the highest value of handed so far
}

// A taped is a frame that was handed out.
type taped struct {
	frame  audio.Frame // before the volume
	volume float32
	kind   tapedKind
	at     int64 // position in its source
}

type tapedKind uint8

const (
	quiet    tapedKind = iota
	spoken             // part of an announcement, or of a fade-out
	sounding           // part of the session
)

func newTape(rate int) *tape { return &tape{frames: make([]taped, framesFor(tapeTime, rate))} }

// add records the next frame.
func (t *tape) add(f taped) {
	*t.frame(t.handed) = f
	t.handed++
	t.most = max(t.most, t.handed)
}

// frame returns a frame by its number.
func (t *tape) frame(n int64) *taped { return &t.frames[n%int64(len(t.frames))] }

// has reports whether the tape still holds a frame.
func (t *tape) has(n int64) bool {
	return n >= 0 && n < t.handed && n >= t.most-int64(len(t.frames))
}

// session returns the position in the session of the first session frame from a number
// on.
func (t *tape) session(from int64) (at int64, ok bool) {
	for n := from; t.has(n); n++ {
		if f := t.frame(n); f.kind == sounding {
			return f.at, true
		}
	}
	return 0, false
}

// says reports whether any of the next n frames, which were taken back, belongs to an
// announcement or a fade-out.
func (t *tape) says(n int64) bool {
	for i := range n {
		if t.frame(t.handed+i).kind == spoken {
			return true
		}
	}
	return false
}

// back takes back up to n frames, and returns how many.
func (t *tape) back(n int64) int64 {
	n = min(n, t.handed, t.handed-(t.most-int64(len(t.frames))))
	n = max(n, 0)
	t.handed -= n
	return n
}

// run returns how many of the next n frames have the same kind and consecutive
// positions in their source.
func (t *tape) run(n int64) int64 {
	first := t.frame(t.handed)
	for i := int64(1); i < n; i++ {
		if f := t.frame(t.handed + i); f.kind != first.kind || f.kind != quiet && f.at != first.at+i {
			return i
		}
	}
	return n
}
