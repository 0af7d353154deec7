package live

import (
	"fmt"
	"time"
)

// A watch detects that time passes without sound.
type watch struct {
	handed int64         // number of frames at the last check
	moved  time.Duration // time when that number last grew
	ticked time.Duration // time of the last check
	awake  time.Duration // time without sleep at the last check
}

func newWatch(now, awake time.Duration) *watch { return &watch{moved: now, ticked: now, awake: awake} }

// look returns an error if the output has accepted nothing for too long, or if the computer
// slept that long. now includes sleep, and awake does not. A program that was stopped or had
// no CPU time continues.
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
		return fmt.Errorf("the sound output accepted nothing for %v", (now - w.moved).Round(time.Second))
	}
	return nil
}
