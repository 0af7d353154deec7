//go:build linux || freebsd

package play

import (
	"testing"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

// Underruns counts the server's underflows.
func TestPulseUnderruns(t *testing.T) {
	o := &pulseOutput{closed: make(chan struct{})}
	o.receive(&proto.Underflow{})
	o.receive(&proto.Underflow{})
	if o.Underruns() != 2 {
		t.Errorf("%d underruns, want 2", o.Underruns())
	}
}

// Heard extrapolates from the last query, but not beyond the frames that were handed
// over.
func TestPulseHeard(t *testing.T) {
	var now time.Duration
	o := &pulseOutput{rate: rate, now: func() time.Duration { return now }}
	o.position = position{frame: 1000, last: 6000, running: true}
	for after, want := range map[time.Duration]int64{0: 1000, 100 * time.Millisecond: 5410, time.Second: 6000} {
		if now = after; o.Heard() != want {
			t.Errorf("after %v frame %d is heard, want %d", after, o.Heard(), want)
		}
	}
	if o.position.running = false; o.Heard() != 1000 {
		t.Errorf("while it stands still, frame %d is heard", o.Heard())
	}
}

// A change is made even without a server.
func TestPulseSteersWithoutAServer(t *testing.T) {
	o := &pulseOutput{steerings: make(chan *steering), closed: make(chan struct{}), fed: make(chan struct{})}
	changed := 0
	o.Steer(func() { changed++ })
	close(o.closed)
	o.Steer(func() { changed++ })
	if changed != 2 {
		t.Errorf("%d changes were made, want 2", changed)
	}
}
