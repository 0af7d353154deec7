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

// VTT writes what is said as WebVTT captions (W3C, "WebVTT: The Web Video
// Text Tracks Format", 2019): every line once, from its first sound to its last.
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

// SRT writes what is said as SubRip subtitles, as players read them: there
// is no standard and no way to escape, so what a player would take for markup
// gets another character.
func SRT(w io.Writer, t *script.Timeline) error {
	var b strings.Builder
	plain := strings.NewReplacer("<", "‹", ">", "›", "{", "(", "}", ")")
	for i, c := range spoken(t) {
		fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", i+1, clockMS(c.At, ","), clockMS(c.End(), ","), plain.Replace(oneLine(c.Text)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// LRC writes what is said as lyrics, as music players show them, to the
// hundredth of a second: a line stays until the next one.
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

// spoken are the cues in which something is said.
func spoken(t *script.Timeline) []script.Cue {
	var cues []script.Cue
	for _, c := range t.Cues {
		if c.Kind == script.Speech {
			cues = append(cues, c)
		}
	}
	return cues
}

// oneLine makes any white space one space, for formats in which a line break
// ends a text, and hides what would control a player or a terminal.
func oneLine(text string) string {
	return strings.Map(notation.Printable, strings.Join(strings.Fields(text), " "))
}

// arrowless hides what WebVTT takes for a time.
func arrowless(text string) string { return strings.ReplaceAll(text, "-->", "→") }

// clockMS shows a time as hh:mm:ss and milliseconds behind a point of that kind.
func clockMS(d time.Duration, point string) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, point, ms%1000)
}
