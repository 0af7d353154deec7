// Package caption writes a timeline as text: captions, lyrics, chapters, labels, a
// transcript, and a listing for a person.
package caption

import (
	"fmt"
	"io"
	"strings"
	"time"

	"respite/script"
	"respite/script/internal/notation"
)

// VTT writes the spoken lines as WebVTT captions (W3C, "WebVTT: The Web Video Text
// Tracks Format", 2019). Each caption lasts from the start to the end of its line.
func VTT(w io.Writer, t *script.Timeline) error {
	var b strings.Builder
	fmt.Fprintf(&b, "WEBVTT - %s\n", arrowless(oneLine(t.Title)))
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	for _, c := range spoken(t) {
		fmt.Fprintf(&b, "\n%s --> %s\n%s\n", clockMS(c.At, "."), clockMS(c.End(), "."), escape.Replace(oneLine(c.Text)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// SRT writes the spoken lines as SubRip subtitles. The format has neither a standard
// nor an escape, so characters that players read as markup are replaced.
func SRT(w io.Writer, t *script.Timeline) error {
	var b strings.Builder
	plain := strings.NewReplacer("<", "‹", ">", "›", "{", "(", "}", ")")
	for i, c := range spoken(t) {
		fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", i+1, clockMS(c.At, ","), clockMS(c.End(), ","), plain.Replace(oneLine(c.Text)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// LRC writes the spoken lines as lyrics for music players, with times in hundredths of
// a second. A line is shown until the next one.
func LRC(w io.Writer, t *script.Timeline) error {
	var b strings.Builder
	plain := strings.NewReplacer("[", "(", "]", ")")
	fmt.Fprintf(&b, "[ti:%s]\n[length:%s]\n", plain.Replace(oneLine(t.Title)), script.Clock(t.Length))
	for _, c := range spoken(t) {
		at := c.At.Round(10*time.Millisecond) / (10 * time.Millisecond)
		fmt.Fprintf(&b, "[%02d:%02d.%02d]%s\n", at/6000, at/100%60, at%100, plain.Replace(oneLine(c.Text)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// spoken returns the cues with a spoken line.
func spoken(t *script.Timeline) []script.Cue {
	var cues []script.Cue
	for _, c := range t.Cues {
		if c.Kind == script.Speech {
			cues = append(cues, c)
		}
	}
	return cues
}

// oneLine replaces all white space by single spaces, for formats in which a line break
// ends a text, and hides characters that control a player or a terminal.
func oneLine(text string) string {
	return strings.Map(notation.Printable, strings.Join(strings.Fields(text), " "))
}

// arrowless hides the arrow that WebVTT reads as part of a time.
func arrowless(text string) string { return strings.ReplaceAll(text, "-->", "→") }

// clockMS formats a time as hh:mm:ss and milliseconds, with the given separator.
func clockMS(d time.Duration, point string) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, point, ms%1000)
}
