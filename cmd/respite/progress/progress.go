// Package progress shows on a terminal how far long work is.
package progress

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"respite/cmd/respite/clean"
	"respite/script"
)

// A Bar shows how far work is and how long it still takes, on a terminal only.
type Bar struct {
	bar   *progressbar.ProgressBar
	what  string // shown with the time that is left; empty where Describe sets the text
	n     int64
	since time.Time
}

// New returns a bar that counts up to n. Without a terminal it shows nothing.
func New(w io.Writer, what string, n int64) *Bar {
	p := &Bar{what: what, n: n, since: time.Now()}
	if clean.IsTerminal(w) {
		p.bar = progressbar.NewOptions64(n, options(w, what)...)
	}
	return p
}

// options are those of a bar without times of its own, which jump from one block to the next.
func options(w io.Writer, what string) []progressbar.Option {
	return []progressbar.Option{
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(100 * time.Millisecond),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionClearOnFinish(),
	}
}

// At shows that n of them are done.
func (p *Bar) At(n int64) {
	if p.bar != nil {
		if p.what != "" {
			p.bar.Describe(p.what + timeLeft(n, p.n, time.Since(p.since)))
		}
		_ = p.bar.Set64(n) // a terminal that is gone is no reason to stop
	}
}

// timeLeft tells how long work still takes at the pace that it had on the whole;
// nothing before there is one.
func timeLeft(done, n int64, elapsed time.Duration) string {
	const settled = 2 * time.Second
	if done <= 0 || elapsed < settled {
		return ""
	}
	left := time.Duration(float64(elapsed) * float64(n-done) / float64(done))
	return ", " + script.Clock(left) + " left"
}

// Finish leaves the line empty.
func (p *Bar) Finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// IsShown tells whether there is a terminal that the bar is on.
func (p *Bar) IsShown() bool { return p.bar != nil }

// Describe sets the text before the bar, in the place of the time that is left.
func (p *Bar) Describe(text string) {
	p.what = ""
	if p.bar != nil {
		p.bar.Describe(text)
	}
}
