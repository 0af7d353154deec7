package pcm

import (
	"context"
	"io"
	"runtime"
	"sync"

	"respite/audio"
)

// ChunkFrames is the number of frames for which [Encode] calls an [Encoder] at a time;
// the last chunk may be shorter. One core renders a chunk.
const ChunkFrames = 1 << 14

// An Encoder appends to dst the encoded bytes of frames at a position, a multiple of
// [ChunkFrames]. It is a pure function, which several cores call at once.
type Encoder func(dst []byte, frames []audio.Frame, at int64) []byte

// A job is a chunk that a core encodes for the writer.
type job struct {
	at     int64
	frames []audio.Frame
	bytes  []byte
	done   chan struct{} // receives a value when bytes are ready
}

// Encode renders and encodes src on all cores and writes the chunks to w in order. The
// bytes do not depend on the number of cores, and memory use does not grow with the
// length. Progress, if not nil, is called with the number of frames written so far.
// The errors are those of w and ctx.
func Encode(ctx context.Context, w io.Writer, src audio.Source, encode Encoder, progress func(frames int64)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cores := runtime.GOMAXPROCS(0)
	work, order := make(chan *job), make(chan *job, 2*cores)
	free := make(chan *job, 2*cores)
	for range cap(free) {
		free <- &job{frames: make([]audio.Frame, ChunkFrames), done: make(chan struct{}, 1)}
	}

	var crew sync.WaitGroup
	crew.Go(func() { hand(ctx, src.Len(), free, work, order) })
	for range cores {
		crew.Go(func() {
			for j := range work {
				src.Render(j.frames, j.at)
				j.bytes = encode(j.bytes[:0], j.frames, j.at)
				j.done <- struct{}{}
			}
		})
	}
	err := collect(w, order, free, cancel, progress)
	crew.Wait()
	if err != nil {
		return err
	}
	return context.Cause(ctx)
}

// hand sends the chunks of n frames in order, until all are sent or ctx ends.
func hand(ctx context.Context, n int64, free <-chan *job, work, order chan<- *job) {
	defer close(work)
	defer close(order)
	for at := int64(0); at < n; at += ChunkFrames {
		select {
		case <-ctx.Done():
			return
		case j := <-free:
			j.at, j.frames = at, j.frames[:min(ChunkFrames, n-at)]
			order <- j
			work <- j
		}
	}
}

// collect writes the chunks in order. After an error it cancels, and drops the rest.
func collect(w io.Writer, order <-chan *job, free chan<- *job, cancel func(), progress func(int64)) error {
	var failed error
	for j := range order {
		<-j.done
		if failed == nil {
			if _, failed = w.Write(j.bytes); failed != nil {
				cancel()
			} else if progress != nil {
				progress(j.at + int64(len(j.frames)))
			}
		}
		free <- j
	}
	return failed
}
