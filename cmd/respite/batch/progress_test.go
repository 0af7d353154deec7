package batch

import (
	"bytes"
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	start := time.Date(2026, 1, 30, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		rendered, left int
		passed         time.Duration
		want           string
	}{
		{0, 10, time.Minute, ""},
		{120, 7200, time.Minute, ", 2.0 a second, done at 23:01"},
		{3, 60, time.Minute, ", 3.0 a minute, done at 22:21"},
		{3, 0, time.Minute, ", 3.0 a minute, done at 22:01"},
		{60, 180_000, time.Minute, ", 1.0 a second, done at Feb 2, 00:01"},
	} {
		if got := pace(c.rendered, c.left, start, start.Add(c.passed)); got != c.want {
			t.Errorf("%d in %v, %d left: %q, want %q", c.rendered, c.passed, c.left, got, c.want)
		}
	}
}

// A log gets one line a minute.
func TestProgressInALog(t *testing.T) {
	var log bytes.Buffer
	start := time.Date(2026, 1, 30, 22, 0, 0, 0, time.UTC)
	p := newProgress(&log, 100, start)
	for second := range 150 {
		p.at(Report{Rendered: second/10 + 1, Kept: 5}, start.Add(time.Duration(second+1)*time.Second))
	}
	want := "respite: 11 of 100 tracks, 6.0 a minute, done at 22:15\nrespite: 17 of 100 tracks, 6.0 a minute, done at 22:15\n"
	if log.String() != want {
		t.Errorf("the log is %q, want %q", log.String(), want)
	}
}
