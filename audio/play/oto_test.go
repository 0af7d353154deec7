//go:build (!linux || cgo) && !freebsd

package play

import (
	"testing"
	"time"
)

// An underrun means that oto is empty, or that the device has taken nothing for longer
// than its buffer lasts.
func TestUsage(t *testing.T) {
	const ms = time.Millisecond
	type look struct {
		handed, left int
		now          time.Duration
	}
	for name, c := range map[string]struct {
		looks []look
		want  int
	}{
		"steady": {[]look{{1000, 1000, 0}, {1000, 600, 100 * ms}, {1400, 600, 200 * ms}, {1800, 700, 300 * ms}}, 0},
		"empty":  {[]look{{1000, 600, 100 * ms}, {1400, 0, 200 * ms}, {1800, 600, 300 * ms}}, 1},
		"late":   {[]look{{1000, 600, 100 * ms}, {1400, 600, 301 * ms}, {1800, 600, 400 * ms}}, 1},
	} {
		var u usage
		dry := 0
		for _, l := range c.looks {
			u.handed = l.handed
			if u.ranDry(l.left, l.now) {
				dry++
			}
		}
		if dry != c.want {
			t.Errorf("%s: %d underruns, want %d", name, dry, c.want)
		}
	}
}
