package batch

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// Goroutines that ask for the same key get one result, whose error is kept as well.
func TestMemo(t *testing.T) {
	m := newMemo[int](2)
	var made atomic.Int32
	failed := errors.New("failed")
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if n, err := m.get("a", func() (int, error) { return int(made.Add(1)), failed }); n != 1 || err != failed {
				t.Errorf("%d, error %v", n, err)
			}
		})
	}
	all.Wait()
	for _, key := range []string{"b", "c", "a"} {
		_, _ = m.get(key, func() (int, error) { return int(made.Add(1)), nil })
	}
	if n := made.Load(); n != 4 { // a was dropped for c
		t.Errorf("%d results were made, want 4", n)
	}
}
