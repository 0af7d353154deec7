package page

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// mostCached limits the number of sessions in the cache. Each holds its clips, but no rendered
// sound.
const mostCached = 24

// queueTime is how long a request waits for its turn to make a session.
const queueTime = 20 * time.Second

// errBusy is the answer to a request that exceeds the limits of the server.
var errBusy = errors.New("too much is going on here at once: try again in a moment")

// A sessionCache keeps the most recently used sessions. It makes each session once, even if
// several clients ask for it.
type sessionCache struct {
	studio Studio
	making singleflight.Group
	slots  chan struct{} // limits concurrent work

	lock  sync.Mutex
	known map[string]*list.Element
	order list.List // of cached, most recently used first
}

type cached struct {
	key string
	*Recording
}

func newSessionCache(studio Studio, slots int) *sessionCache {
	return &sessionCache{studio: studio, slots: make(chan struct{}, slots), known: map[string]*list.Element{}}
}

// get returns the session of a choice. The key identifies the choice.
func (t *sessionCache) get(ctx context.Context, key string, c Choice) (*Recording, error) {
	if r := t.find(key); r != nil {
		return r, nil
	}
	result := t.making.DoChan(key, func() (any, error) {
		select {
		case t.slots <- struct{}{}:
		case <-time.After(queueTime):
			return nil, errBusy
		}
		defer func() { <-t.slots }()
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

func (t *sessionCache) find(key string) *Recording {
	t.lock.Lock()
	defer t.lock.Unlock()
	e, ok := t.known[key]
	if !ok {
		return nil
	}
	t.order.MoveToFront(e)
	return e.Value.(cached).Recording
}

func (t *sessionCache) keep(key string, r *Recording) {
	t.lock.Lock()
	defer t.lock.Unlock()
	if _, ok := t.known[key]; ok {
		return
	}
	t.known[key] = t.order.PushFront(cached{key, r})
	if t.order.Len() > mostCached {
		oldest := t.order.Back()
		delete(t.known, t.order.Remove(oldest).(cached).key)
	}
}
