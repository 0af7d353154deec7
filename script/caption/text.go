package caption

import (
	"fmt"
	"io"
	"strings"
	"time"

	"respite/script"
)

// Text prints the timeline for a person: a heading for each chapter, and a line for
// each cue.
func Text(w io.Writer, t *script.Timeline) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%s, %s\n", t.Title, script.Clock(t.Length))
	chapters := t.Chapters
	for _, c := range t.Cues {
		for len(chapters) > 0 && chapters[0].At <= c.At {
			fmt.Fprintf(&out, "\n%s\n", chapters[0].Title)
			chapters = chapters[1:]
		}
		fmt.Fprintf(&out, "  %7s  %-6s  %s\n", tenths(c.At), c.Kind, describe(c))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// describe returns the line that a cue says or, for a tone, its kind and length.
func describe(c script.Cue) string {
	if c.Kind == script.Speech {
		return c.Text
	}
	label := fmt.Sprintf("%.1f s", c.Length.Seconds())
	for _, detail := range []string{string(c.Bell), place(c), string(c.Side), c.File} {
		if detail != "" {
			label += ", " + detail
		}
	}
	return label
}

// place returns the number of a phase's breath in its dose, such as "3 of 8".
func place(c script.Cue) string {
	if c.Number == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", c.Number, c.Count)
}

// tenths formats a time as minutes, seconds and tenths of a second.
func tenths(d time.Duration) string {
	t := int(d.Round(100*time.Millisecond) / (100 * time.Millisecond))
	return fmt.Sprintf("%d:%02d.%d", t/600, t/10%60, t%10)
}
