package testsound

import (
	"math/rand/v2"
	"sync"
	"testing"
)

// A Source is a pure function of position, like the Source of package audio.
type Source interface {
	Len() int64
	Render(dst [][2]float32, at int64)
}

// CheckSource checks the contract of a [Source]: the same frames with any block size,
// in any order and from many goroutines, and silence before and after.
func CheckSource(t *testing.T, src Source) {
	t.Helper()
	const margin = 100
	n := src.Len()
	if n < 0 {
		t.Fatalf("Len is %d", n)
	}
	want := make([][2]float32, n+2*margin)
	fill(want) // shows frames that a Source leaves unset
	src.Render(want, -margin)
	for i := range margin {
		if want[i] != ([2]float32{}) || want[len(want)-1-i] != ([2]float32{}) {
			t.Fatalf("frames %d past the ends are not silent: %v, %v", margin-i, want[i], want[len(want)-1-i])
		}
	}
	src.Render(nil, n/2)

	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			checkBlocks(t, src, want, margin, rand.New(rand.NewPCG(1, uint64(worker))))
		}()
	}
	wg.Wait()
}

// checkBlocks renders blocks of odd sizes at random positions.
func checkBlocks(t *testing.T, src Source, want [][2]float32, margin int64, r *rand.Rand) {
	sizes := []int{1, 2, 3, 7, 63, 64, 65, 441, 1023, 4096, 5000}
	got := make([][2]float32, 5000)
	for range 200 {
		size := min(sizes[r.IntN(len(sizes))], len(want))
		first := r.IntN(len(want) - size + 1)
		fill(got)
		src.Render(got[:size], int64(first)-margin)
		for i := range size {
			if got[i] != want[first+i] {
				t.Errorf("a block of %d at %d: frame %d is %v, in one piece it is %v",
					size, int64(first)-margin, i, got[i], want[first+i])
				return
			}
		}
	}
}

func fill(frames [][2]float32) {
	for i := range frames {
		frames[i] = [2]float32{9, -9}
	}
}

// Frames renders the frames [from, to) of a source.
func Frames(src Source, from, to int64) [][2]float32 {
	f := make([][2]float32, to-from)
	src.Render(f, from)
	return f
}
