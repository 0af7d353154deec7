package main

import "sync"

// A memo keeps what was made for a key, so that it is made once, by one of
// those who ask for it at the same time. It keeps the latest of them: once it has
// so many, those from before go when as many have come again.
type memo[T any] struct {
	lock         sync.Mutex
	most         int
	newer, older map[string]func() (T, error)
}

func newMemo[T any](most int) *memo[T] {
	return &memo[T]{most: most, newer: map[string]func() (T, error){}}
}

// get returns what was made for a key, or makes it.
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
