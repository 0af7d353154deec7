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
}

func newWatch(now time.Duration) *watch { return &watch{moved: now, ticked: now} }

// look is an error when the output has taken nothing for too long, or when
// nobody looked for as long: then the computer was asleep. Now counts sleep, too.
func (w *watch) look(now time.Duration, handed int64) error {
	gap := now - w.ticked
	w.ticked = now
	if handed != w.handed {
		w.handed, w.moved = handed, now
	}
	switch {
	case gap >= stallTime:
		return fmt.Errorf("everything stood still for %v, as if the computer was asleep", gap.Round(time.Second))
	case now-w.moved >= stallTime:
		return fmt.Errorf("the sound output took nothing for %v", (now - w.moved).Round(time.Second))
	}
	return nil
}
