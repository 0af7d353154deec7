package page

import (
	"context"
	"errors"
	"respite/cmd/respite/recent"
	"time"

	"golang.org/x/sync/singleflight"
)

// mostCached limits the number of sessions in the cache. Each holds its clips, but no rendered
// sound.
const mostCached = 24

// queueTime is how long a request waits for its turn to make a session.
const queueTime = 20 * time.Second

// errBusy is the answer to a request that exceeds the limits of the server.
var errBusy = errors.New("the server is busy: try again in a moment")

// A sessionCache keeps the most recently used sessions. It makes each session once, even if
// several clients ask for it.
type sessionCache struct {
	studio Studio
	making singleflight.Group
	slots  chan struct{} // limits concurrent work
	made   *recent.Values[*Recording]
}

func newSessionCache(studio Studio, slots int) *sessionCache {
	return &sessionCache{studio: studio, slots: make(chan struct{}, slots), made: recent.New[*Recording](mostCached)}
}

// get returns the session of a choice. The key identifies the choice.
func (t *sessionCache) get(ctx context.Context, key string, c Choice) (*Recording, error) {
	if r, ok := t.made.Find(key); ok {
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
			t.made.Keep(key, r)
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
