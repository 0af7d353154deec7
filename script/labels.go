package script

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// A label names a stretch of time.
type label struct {
	from, to time.Duration
	text     string
}

// WriteLabels writes the chapters and what is said as a label track of Audacity:
// start, end and text, with tabs between, times in seconds (Audacity manual,
// "Importing and Exporting Labels"). The text of a chapter is in brackets.
func (t *Timeline) WriteLabels(w io.Writer) error {
	var b strings.Builder
	for _, l := range t.labels() {
		fmt.Fprintf(&b, "%.6f\t%.6f\t%s\n", l.from.Seconds(), l.to.Seconds(), oneLine(l.text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// labels are sorted by their start, a chapter before the line that opens it.
func (t *Timeline) labels() []label {
	var all []label
	for i, c := range t.Chapters {
		end := t.Length
		if i+1 < len(t.Chapters) {
			end = t.Chapters[i+1].At
		}
		all = append(all, label{c.At, end, "[" + c.Title + "]"})
	}
	for _, c := range t.spoken() {
		all = append(all, label{c.At, c.End(), c.Text})
	}
	slices.SortStableFunc(all, func(a, b label) int { return cmp.Compare(a.from, b.from) })
	return all
}
