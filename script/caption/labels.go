package caption

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"respite/script"
)

// A label is a name for an interval of time.
type label struct {
	from, to time.Duration
	text     string
}

// Labels writes the chapters and the spoken lines as a label track of Audacity: start,
// end and text, separated by tabs, with times in seconds (Audacity manual, "Importing
// and Exporting Labels"). The titles of chapters are in brackets.
func Labels(w io.Writer, t *script.Timeline) error {
	var b strings.Builder
	for _, l := range labels(t) {
		fmt.Fprintf(&b, "%.6f\t%.6f\t%s\n", l.from.Seconds(), l.to.Seconds(), oneLine(l.text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// labels returns the labels sorted by their start, a chapter before its first line.
func labels(t *script.Timeline) []label {
	var all []label
	for i, c := range t.Chapters {
		end := t.Length
		if i+1 < len(t.Chapters) {
			end = t.Chapters[i+1].At
		}
		all = append(all, label{c.At, end, "[" + c.Title + "]"})
	}
	for _, c := range spoken(t) {
		all = append(all, label{c.At, c.End(), c.Text})
	}
	slices.SortStableFunc(all, func(a, b label) int { return cmp.Compare(a.from, b.from) })
	return all
}
