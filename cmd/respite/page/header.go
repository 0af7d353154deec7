package page

import (
	"context"
	"errors"
	"io"
	"slices"

	"respite/audio"
)

// A soundFile writes sound as a file.
type soundFile interface {
	Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error
}

var errEnough = errors.New("enough")

// headerOf is what a file has before its sound, which is what is written first.
func headerOf(f soundFile, src audio.Source) []byte {
	var first firstWrite
	_ = f.Write(context.Background(), &first, silence(src.Len()), nil) // ends with errEnough
	return first.bytes
}

// A firstWrite keeps the first write, and fails at it, so that no sound is made.
type firstWrite struct{ bytes []byte }

func (f *firstWrite) Write(p []byte) (int, error) {
	if f.bytes == nil {
		f.bytes = slices.Clone(p)
	}
	return 0, errEnough
}

// A silence is a source of so many frames.
type silence int64

func (s silence) Len() int64                        { return int64(s) }
func (s silence) Render(dst []audio.Frame, _ int64) { clear(dst) }
