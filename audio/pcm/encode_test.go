package pcm

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/internal/testsound"
)

// bytesOf encodes on a given number of cores.
func bytesOf(t *testing.T, cores int, src audio.Source) []byte {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	var out bytes.Buffer
	if err := Encode(t.Context(), &out, src, Int16.Append, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBytesDoNotDependOnTheCores(t *testing.T) {
	src := testsound.Fixed(testsound.Both(testsound.Babble(48000, 2))) // five chunks and a part of one
	want := bytesOf(t, 1, src)
	if len(want) != 4*int(src.Len()) {
		t.Fatalf("%d bytes for %d frames", len(want), src.Len())
	}
	for _, cores := range []int{2, 3, 8} {
		if !bytes.Equal(bytesOf(t, cores, src), want) {
			t.Errorf("%d cores write other bytes than one", cores)
		}
	}
}

func TestProgressEndsAtTheLastFrame(t *testing.T) {
	for length, want := range map[int64][]int64{
		0: nil, 2 * ChunkFrames: {ChunkFrames, 2 * ChunkFrames}, 2*ChunkFrames + 1: {ChunkFrames, 2 * ChunkFrames, 2*ChunkFrames + 1},
	} {
		var heard []int64
		err := Encode(t.Context(), io.Discard, testsound.Ramp(length), Int16.Append, func(n int64) { heard = append(heard, n) })
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(heard, want) {
			t.Errorf("%d frames: progress heard %v, want %v", length, heard, want)
		}
	}
}

var errFull = errors.New("no space left")

// fullDisk accepts a given number of bytes.
type fullDisk int

func (d *fullDisk) Write(b []byte) (int, error) {
	if n := int(*d); len(b) > n {
		*d = 0
		return n, errFull
	}
	*d -= fullDisk(len(b))
	return len(b), nil
}

func TestAFailingWriterEndsTheRender(t *testing.T) {
	before := runtime.NumGoroutine()
	disk := fullDisk(10 * ChunkFrames)
	if err := Encode(t.Context(), &disk, testsound.Ramp(1<<40), Int16.Append, nil); !errors.Is(err, errFull) {
		t.Errorf("the error is %v", err)
	}
	noMoreGoroutines(t, before)
}

func TestAnInterruptEndsTheRender(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	err := Encode(ctx, io.Discard, testsound.Ramp(1<<40), Int16.Append, func(n int64) {
		if n > 5*ChunkFrames {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	noMoreGoroutines(t, before)
}

// noMoreGoroutines waits for goroutines that are about to end.
func noMoreGoroutines(t *testing.T, before int) {
	t.Helper()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}
