package live

import (
	"fmt"
	"time"
)

// lostTime is how long to wait for another device.
const lostTime = 4 * time.Second

// A lost output is an output that failed and is being replaced.
type lost struct {
	err   error // error of the failed output
	since time.Duration
	next  *Device // device that is being opened; nil while no output is lost
}

// reopen continues the session on the current default device. It starts with the frames that
// the lost device received but did not play. If no device opens in time, it returns the error
// of the lost device.
func (p *playback) reopen(w *watch) error {
	if p.lost.next == nil {
		p.lost = lost{err: p.out.Err(), since: p.now(), next: p.open()}
		p.console.note("the sound output was lost: looking for another one")
		p.out.Close()
		p.player.Back(p.player.Handed() - p.out.Heard())
	}
	select {
	case o := <-p.lost.next.opened:
		if o.err == nil {
			p.out, p.lost = o.out, lost{}
			p.player.Through(p.out)
			p.out.Start(p.player)
			*w = *newWatch(p.clocks())
			return nil
		}
		if p.now()-p.lost.since > lostTime { // no device is being opened, so standard error is not redirected
			return p.lost.fault()
		}
		p.lost.next = p.open()
	default:
		if p.now()-p.lost.since > 3*lostTime {
			return p.lost.fault()
		}
	}
	return nil
}

func (l lost) fault() error { return fmt.Errorf("the sound output failed: %w", l.err) }
