package batch

import "sync"

// A memo caches results by key. If several goroutines ask for the same key, one makes the
// result and the others wait. It keeps the most recent results: when the current generation is
// full, it drops the previous generation.
type memo[T any] struct {
	lock         sync.Mutex
	most         int
	newer, older map[string]func() (T, error)
}

func newMemo[T any](most int) *memo[T] {
	return &memo[T]{most: most, newer: map[string]func() (T, error){}}
}

// get returns the cached result of a key, or makes it.
func (m *memo[T]) get(key string, make func() (T, error)) (T, error) {
	m.lock.Lock()
	once, ok := m.newer[key]
	if !ok {
		if once, ok = m.older[key]; !ok {
			once = sync.OnceValues(make)
		}
		if len(m.newer) >= m.most {
			m.newer, m.older = map[string]func() (T, error){}, m.newer
		}
		m.newer[key] = once
	}
	m.lock.Unlock()
	return once()
}
