package live

import (
	"testing"
	"time"
)

func TestWatch(t *testing.T) {
	for _, c := range []struct {
		name  string
		looks [][3]int64 // seconds, seconds awake, frames
		want  string
	}{
		{"plays", [][3]int64{{0, 0, 1}, {1, 1, 2}, {2, 2, 3}, {6, 6, 4}, {10, 10, 5}}, ""},
		{"stalls", [][3]int64{{0, 0, 1}, {1, 1, 1}, {3, 3, 1}, {5, 5, 1}, {6, 6, 1}}, "the sound output accepted nothing for 5s"},
		{"sleeps", [][3]int64{{0, 0, 1}, {1, 1, 2}, {700, 2, 3}}, "the computer was asleep for 11m38s"},
		{"sleeps on Windows", [][3]int64{{0, 0, 1}, {1, 0, 2}, {2, 0, 3}, {700, 0, 4}}, "the computer was asleep for 11m38s"},
		{"is stopped", [][3]int64{{0, 0, 1}, {1, 1, 2}, {700, 700, 2}, {704, 704, 2}}, ""},
		{"is stopped, and stalls", [][3]int64{{0, 0, 1}, {700, 700, 1}, {703, 703, 1}, {705, 705, 1}}, "the sound output accepted nothing for 5s"},
	} {
		w := newWatch(0, 0)
		var err error
		for _, look := range c.looks {
			if err = w.look(time.Duration(look[0])*time.Second, time.Duration(look[1])*time.Second, look[2]); err != nil {
				break
			}
		}
		if (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A stop between the reads of the two clocks does not look like sleep.
func TestClocksAreReadTogether(t *testing.T) {
	for stop := 1; stop <= 4; stop++ {
		reads, at := 0, time.Second
		read := func() time.Duration { // the program stops for a minute before one of the reads
			if reads++; reads == stop {
				at += time.Minute
			}
			return at
		}
		p := &playback{now: read, awake: read}
		if now, awake := p.clocks(); now != awake {
			t.Errorf("with a stop before read %d the clocks say %v and %v", stop, now, awake)
		}
	}
}
