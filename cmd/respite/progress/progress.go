// Package progress shows on a terminal how far long work is.
package progress

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"respite/cmd/respite/clean"
)

// A Bar shows how far work is, on a terminal only.
type Bar struct{ bar *progressbar.ProgressBar }

// New returns a bar that counts up to n. Without a terminal it shows nothing.
func New(w io.Writer, what string, n int64) *Bar {
	if !clean.IsTerminal(w) {
		return &Bar{}
	}
	return &Bar{progressbar.NewOptions64(n, options(w, what)...)}
}

// options are those of a bar with the time that is left.
func options(w io.Writer, what string) []progressbar.Option {
	return []progressbar.Option{
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(100 * time.Millisecond),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	}
}

// At shows that n of them are done.
func (p *Bar) At(n int64) {
	if p.bar != nil {
		_ = p.bar.Set64(n) // a terminal that is gone is no reason to stop
	}
}

// Finish leaves the line empty.
func (p *Bar) Finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// IsShown tells whether there is a terminal that the bar is on.
func (p *Bar) IsShown() bool { return p.bar != nil }

// Describe sets the text before the bar.
func (p *Bar) Describe(text string) {
	if p.bar != nil {
		p.bar.Describe(text)
	}
}
