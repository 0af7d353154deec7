package live

import (
	"fmt"
	"time"
)

// lostTime is how long another device is waited for.
const lostTime = 4 * time.Second

// A lost output is one that failed, in whose place another is looked for.
type lost struct {
	is    bool
	err   error // of the output that failed
	since time.Duration
	next  *Device // that is being opened
}

// reopen has the session go on through the device that is there now, with what was
// handed to the lost one and not heard. The error is that of the lost
// one, where there is no other in time.
func (p *playback) reopen(w *watch) error {
	if !p.lost.is {
		p.lost = lost{is: true, err: p.out.Err(), since: p.now(), next: p.open()}
		p.console.note("the sound output is gone: looking for another")
		p.out.Close()
		p.player.Back(p.player.Handed() - p.out.Heard())
	}
	select {
	case o := <-p.lost.next.opened:
		if o.err == nil {
			p.out, p.lost = o.out, lost{}
			p.player.Through(p.out)
			p.out.Start(p.player)
			*w = *newWatch(p.now(), p.awake())
			return nil
		}
		if p.now()-p.lost.since > lostTime { // nothing is being opened now, which could take standard error away
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
