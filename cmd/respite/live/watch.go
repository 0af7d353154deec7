package live

import (
	"fmt"
	"time"
)

// A watch notices that time passes without sound.
type watch struct {
	handed int64         // frames at the last look
	moved  time.Duration // when they grew last
	ticked time.Duration // of the last look
	awake  time.Duration // of the last look
}

func newWatch(now, awake time.Duration) *watch { return &watch{moved: now, ticked: now, awake: awake} }

// look is an error when the output has taken nothing for too long, or when the
// computer was asleep for as long. Now counts sleep, and awake does not. A
// program that was stopped for a while, or had no core, goes on.
func (w *watch) look(now, awake time.Duration, handed int64) error {
	gap, asleep := now-w.ticked, now-w.ticked-(awake-w.awake)
	w.ticked, w.awake = now, awake
	if handed != w.handed || gap >= stallTime {
		w.handed, w.moved = handed, now
	}
	switch {
	case asleep >= stallTime:
		return fmt.Errorf("the computer was asleep for %v", asleep.Round(time.Second))
	case now-w.moved >= stallTime:
		return fmt.Errorf("the sound output took nothing for %v", (now - w.moved).Round(time.Second))
	}
	return nil
}
