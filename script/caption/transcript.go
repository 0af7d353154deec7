package caption

import (
	"fmt"
	"io"
	"strings"

	"respite/script"
)

// Transcript writes the spoken lines as Markdown (CommonMark 0.31): a heading for each
// chapter, and a list item for each line, with its time.
func Transcript(w io.Writer, t *script.Timeline) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", markdown(t.Title), script.Clock(t.Length))
	chapters, list := t.Chapters, false
	for _, c := range spoken(t) {
		for len(chapters) > 0 && chapters[0].At <= c.At {
			fmt.Fprintf(&b, "\n## %s\n", markdown(chapters[0].Title))
			chapters, list = chapters[1:], false
		}
		if !list {
			b.WriteString("\n")
			list = true
		}
		fmt.Fprintf(&b, "- %s %s\n", script.Clock(c.At), markdown(c.Text))
	}
	for _, c := range chapters {
		fmt.Fprintf(&b, "\n## %s\n", markdown(c.Title))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown escapes a text for Markdown.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		if strings.ContainsRune("\\`*_[]<>&#~|$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
