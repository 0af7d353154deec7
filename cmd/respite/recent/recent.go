// Package recent keeps the most recently used values of a kind by their names.
package recent

import (
	"container/list"
	"sync"
)

// Values keeps the most recently used values by their names. It is safe for concurrent use.
type Values[V any] struct {
	most int // number of values

	lock  sync.Mutex
	known map[string]*list.Element
	order list.List // of named values, most recently used first
}

type named[V any] struct {
	name  string
	value V
}

// New returns a store of at most so many values.
func New[V any](most int) *Values[V] {
	return &Values[V]{most: most, known: map[string]*list.Element{}}
}

// Find returns the value with that name.
func (r *Values[V]) Find(name string) (value V, ok bool) {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.find(name)
}

func (r *Values[V]) find(name string) (value V, ok bool) {
	e, ok := r.known[name]
	if !ok {
		return value, false
	}
	r.order.MoveToFront(e)
	return e.Value.(named[V]).value, true
}

// Keep stores a value, and drops the least recently used one if there are too many.
func (r *Values[V]) Keep(name string, value V) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.keep(name, value)
}

func (r *Values[V]) keep(name string, value V) {
	if e, ok := r.known[name]; ok {
		r.order.Remove(e)
	}
	r.known[name] = r.order.PushFront(named[V]{name, value})
	if r.order.Len() > r.most {
		delete(r.known, r.order.Remove(r.order.Back()).(named[V]).name)
	}
}

// FindOr returns the value with that name. If there is none, it stores and returns other.
func (r *Values[V]) FindOr(name string, other V) V {
	r.lock.Lock()
	defer r.lock.Unlock()
	if value, ok := r.find(name); ok {
		return value
	}
	r.keep(name, other)
	return other
}
