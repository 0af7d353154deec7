package progress

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/schollz/progressbar/v3"
)

// The remaining time follows the average pace, so that one slow block has little effect.
func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		done    int64
		elapsed time.Duration
		want    string
	}{
		{0, time.Minute, ""},
		{1, time.Second, ""},
		{25, 10 * time.Second, ", 0:30 left"},
		{26, 13 * time.Second, ", 0:37 left"},
		{100, time.Minute, ", 0:00 left"},
	} {
		if got := timeLeft(c.done, 100, c.elapsed); got != c.want {
			t.Errorf("%d of 100 after %v: %q, want %q", c.done, c.elapsed, got, c.want)
		}
	}
}

func TestBarShowsTimeLeft(t *testing.T) {
	var b bytes.Buffer
	p := &Bar{what: "rendering", n: 100, since: time.Now().Add(-time.Minute)}
	p.bar = progressbar.NewOptions64(100, append(options(&b, p.what), progressbar.OptionThrottle(0))...)
	p.At(50)
	if got := b.String(); !strings.Contains(got, "rendering, 1:0") || !strings.Contains(got, " 50% ") {
		t.Errorf("it shows %q", got)
	}
}
