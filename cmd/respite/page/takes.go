package page

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// keptTakes is how many sessions are kept ready: each holds its clips, and no sound.
const keptTakes = 24

// patience is how long a session waits for its turn to be made.
const patience = 20 * time.Second

// errBusy is the answer to more than the server does at once.
var errBusy = errors.New("too much is going on here at once: try again in a moment")

// takes are the sessions that were made last, each made once however many ask
// for it.
type takes struct {
	studio Studio
	making singleflight.Group
	crew   chan struct{} // has room for those that are made at once

	lock  sync.Mutex
	known map[string]*list.Element
	order list.List // of take, the one that was asked for last in front
}

type take struct {
	key string
	*Recording
}

func newTakes(studio Studio, crew int) *takes {
	return &takes{studio: studio, crew: make(chan struct{}, crew), known: map[string]*list.Element{}}
}

// get is the session of a choice, which the key tells from others.
func (t *takes) get(ctx context.Context, key string, c Choice) (*Recording, error) {
	if r := t.find(key); r != nil {
		return r, nil
	}
	result := t.making.DoChan(key, func() (any, error) {
		select {
		case t.crew <- struct{}{}:
		case <-time.After(patience):
			return nil, errBusy
		}
		defer func() { <-t.crew }()
		r, err := t.studio.Record(context.WithoutCancel(ctx), c)
		if err == nil {
			t.keep(key, r)
		}
		return r, err
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case got := <-result:
		r, _ := got.Val.(*Recording)
		return r, got.Err
	}
}

func (t *takes) find(key string) *Recording {
	t.lock.Lock()
	defer t.lock.Unlock()
	e, ok := t.known[key]
	if !ok {
		return nil
	}
	t.order.MoveToFront(e)
	return e.Value.(take).Recording
}

func (t *takes) keep(key string, r *Recording) {
	t.lock.Lock()
	defer t.lock.Unlock()
	if _, ok := t.known[key]; ok {
		return
	}
	t.known[key] = t.order.PushFront(take{key, r})
	if t.order.Len() > keptTakes {
		oldest := t.order.Back()
		delete(t.known, t.order.Remove(oldest).(take).key)
	}
}
