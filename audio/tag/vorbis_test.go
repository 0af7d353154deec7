package tag

import (
	"testing"
	"time"

	"respite/script"
)

// The start of a chapter is written as hh:mm:ss.mmm.
func TestChapterTimes(t *testing.T) {
	for at, want := range map[time.Duration]string{
		59*time.Minute + 59*time.Second + 999*time.Millisecond: "00:59:59.999",
		62*time.Minute + 3*time.Second + 4*time.Millisecond:    "01:02:03.004",
	} {
		comments := Tags{Chapters: []script.Chapter{{At: at, Title: "x"}}}.Comments()
		if comments[0] != [2]string{"CHAPTER001", want} {
			t.Errorf("%q, want %s", comments, want)
		}
	}
}
