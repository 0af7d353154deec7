package batch

import (
	"fmt"
	"io"
	"time"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/progress"
)

// A trackProgress shows how many tracks are done, the speed, and the expected end. On a
// terminal it updates a bar; otherwise, for example in the log of a scheduler, it prints a
// line every minute.
type trackProgress struct {
	w     io.Writer
	bar   *progress.Bar
	total int
	start time.Time
	told  time.Time // time of the last line in a log
}

// betweenLines is the time between two lines in a log.
const betweenLines = time.Minute

func newProgress(w io.Writer, total int, now time.Time) *trackProgress {
	return &trackProgress{w: w, bar: progress.New(w, "rendering tracks", int64(total)), total: total, start: now, told: now}
}

// at shows the progress at the time now.
func (p *trackProgress) at(r Report, now time.Time) {
	pace := pace(r.Rendered, p.total-r.Done(), p.start, now)
	if p.bar.IsShown() {
		p.bar.Describe("rendering tracks" + pace)
		p.bar.At(int64(r.Done()))
		return
	}
	if now.Sub(p.told) >= betweenLines {
		p.told = now
		clean.Fprintf(p.w, "respite: %d of %s%s\n", r.Done(), cli.Counted(p.total, "track"), pace)
	}
}

// pace describes the speed of rendering and when the remaining tracks will be done. It returns
// an empty string while that is unknown. Tracks that are kept take no time, so it does not
// count them.
func pace(rendered, left int, start, now time.Time) string {
	passed := now.Sub(start)
	if rendered == 0 || passed <= 0 {
		return ""
	}
	rate, unit := float64(rendered)/passed.Seconds(), "second"
	end := now.Add(time.Duration(float64(left) / rate * float64(time.Second)))
	if rate < 1 {
		rate, unit = rate*60, "minute"
	}
	clock := "15:04"
	if end.Sub(now) > 20*time.Hour {
		clock = "Jan 2, 15:04"
	}
	return fmt.Sprintf(", %.1f a %s, done at %s", rate, unit, end.Format(clock))
}
