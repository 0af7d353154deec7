package batch

import (
	"sync"

	"respite/cmd/respite/recent"
)

// A memo caches the most recent results by key. If several goroutines ask for the same key, one
// makes the result and the others wait.
type memo[T any] struct {
	results *recent.Values[func() (T, error)]
}

func newMemo[T any](most int) *memo[T] { return &memo[T]{recent.New[func() (T, error)](most)} }

// get returns the cached result of a key, or makes it.
func (m *memo[T]) get(key string, make func() (T, error)) (T, error) {
	return m.results.FindOr(key, sync.OnceValues(make))()
}
