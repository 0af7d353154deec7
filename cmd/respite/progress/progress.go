// Package progress shows the progress of long work on a terminal.
package progress

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"respite/cmd/respite/clean"
	"respite/script"
)

// A Bar shows the progress of work and the remaining time, on a terminal only.
type Bar struct {
	bar   *progressbar.ProgressBar
	what  string // shown with the remaining time; empty if Describe sets the text
	n     int64
	since time.Time
}

// New returns a bar that counts to n. If w is not a terminal, it shows nothing.
func New(w io.Writer, what string, n int64) *Bar {
	p := &Bar{what: what, n: n, since: time.Now()}
	if clean.IsTerminal(w) {
		p.bar = progressbar.NewOptions64(n, options(w, what)...)
	}
	return p
}

// options returns the options of a bar that moves in whole blocks and shows no times of its
// own.
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

// At shows that n units are done.
func (p *Bar) At(n int64) {
	if p.bar != nil {
		if p.what != "" {
			p.bar.Describe(p.what + timeLeft(n, p.n, time.Since(p.since)))
		}
		_ = p.bar.Set64(n) // an error means that the terminal is gone
	}
}

// timeLeft estimates the remaining time from the average pace; it returns an empty text until
// there is enough data.
func timeLeft(done, n int64, elapsed time.Duration) string {
	const settled = 2 * time.Second
	if done <= 0 || elapsed < settled {
		return ""
	}
	left := time.Duration(float64(elapsed) * float64(n-done) / float64(done))
	return ", " + script.Clock(left) + " left"
}

// Finish clears the line.
func (p *Bar) Finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// IsShown tells whether the bar is on a terminal.
func (p *Bar) IsShown() bool { return p.bar != nil }

// Describe sets the text before the bar, in place of the remaining time.
func (p *Bar) Describe(text string) {
	p.what = ""
	if p.bar != nil {
		p.bar.Describe(text)
	}
}
