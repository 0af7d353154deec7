package page

import (
	"context"
	"errors"
	"io"
	"slices"

	"respite/audio"
)

// A soundFile writes sound in a file format.
type soundFile interface {
	Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error
}

var errEnough = errors.New("enough")

// headerOf returns the header of a file. It is the first write of the encoder.
func headerOf(f soundFile, src audio.Source) []byte {
	var first firstWrite
	_ = f.Write(context.Background(), &first, silence(src.Len()), nil) // ends with errEnough
	return first.bytes
}

// A firstWrite keeps the first write and returns an error for it, so that no sound is
// rendered.
type firstWrite struct{ bytes []byte }

func (f *firstWrite) Write(p []byte) (int, error) {
	if f.bytes == nil {
		f.bytes = slices.Clone(p)
	}
	return 0, errEnough
}

// A silence is a silent source with a number of frames.
type silence int64

func (s silence) Len() int64                        { return int64(s) }
func (s silence) Render(dst []audio.Frame, _ int64) { clear(dst) }
