package page

import (
	"container/list"
	"sync"
)

// A recent keeps the most recently used values by their names. It is safe for concurrent use.
type recent[V any] struct {
	most int // number of values

	lock  sync.Mutex
	known map[string]*list.Element
	order list.List // of named values, most recently used first
}

type named[V any] struct {
	name  string
	value V
}

func newRecent[V any](most int) *recent[V] {
	return &recent[V]{most: most, known: map[string]*list.Element{}}
}

// find returns the value with that name.
func (r *recent[V]) find(name string) (value V, ok bool) {
	r.lock.Lock()
	defer r.lock.Unlock()
	e, ok := r.known[name]
	if !ok {
		return value, false
	}
	r.order.MoveToFront(e)
	return e.Value.(named[V]).value, true
}

// keep stores a value, and drops the least recently used one if there are too many.
func (r *recent[V]) keep(name string, value V) {
	r.lock.Lock()
	defer r.lock.Unlock()
	if e, ok := r.known[name]; ok {
		r.order.Remove(e)
	}
	r.known[name] = r.order.PushFront(named[V]{name, value})
	if r.order.Len() > r.most {
		delete(r.known, r.order.Remove(r.order.Back()).(named[V]).name)
	}
}
