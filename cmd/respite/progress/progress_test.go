package progress

import (
	"bytes"
	"regexp"
	"testing"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Long work shows how long it still takes.
func TestProgressShowsTimeLeft(t *testing.T) {
	var b bytes.Buffer
	bar := progressbar.NewOptions64(100, append(options(&b, "rendering"), progressbar.OptionThrottle(0))...)
	for n := range int64(4) {
		time.Sleep(20 * time.Millisecond)
		_ = bar.Set64(n + 1)
	}
	if !regexp.MustCompile(`\[\d+s:\d+s\]`).Match(b.Bytes()) {
		t.Errorf("%q does not tell the time that is left", b.String())
	}
}
