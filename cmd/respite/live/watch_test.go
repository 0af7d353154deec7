package live

import (
	"testing"
	"time"
)

func TestWatch(t *testing.T) {
	for _, c := range []struct {
		name  string
		looks [][2]int64 // seconds, frames
		want  string
	}{
		{"plays", [][2]int64{{0, 1}, {1, 2}, {2, 3}, {6, 4}, {10, 5}}, ""},
		{"stalls", [][2]int64{{0, 1}, {1, 1}, {3, 1}, {5, 1}, {6, 1}}, "the sound output took nothing for 5s"},
		{"sleeps", [][2]int64{{0, 1}, {1, 2}, {700, 3}}, "everything stood still for 11m39s, as if the computer was asleep"},
	} {
		w := newWatch(0)
		var err error
		for _, look := range c.looks {
			if err = w.look(time.Duration(look[0])*time.Second, look[1]); err != nil {
				break
			}
		}
		if (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
