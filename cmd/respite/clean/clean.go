// Package clean prints text from other sources, such as titles, file names and server
// messages, so that it cannot control the terminal.
package clean

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// Text replaces every character that a terminal would interpret with an escape such as \x1b.
// These are control characters, except line breaks and tabs, and the marks that change the
// direction of text.
func Text(text string) string {
	if strings.IndexFunc(text, isObeyed) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		if _, size := utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, text[i])
		} else if isObeyed(r) {
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Line returns Text without line breaks, so that the text cannot imitate a separate message.
func Line(text string) string {
	return strings.NewReplacer("\n", `\n`, "\t", " ").Replace(Text(text))
}

// Fprintf formats like [fmt.Fprintf] and cleans the result. All commands print with it, except
// data for programs: sound, pictures, CSV and JSON.
func Fprintf(w io.Writer, format string, args ...any) (n int, err error) {
	return io.WriteString(w, Text(fmt.Sprintf(format, args...)))
}

// Fprintln formats like [fmt.Fprintln] and cleans the result.
func Fprintln(w io.Writer, args ...any) (n int, err error) {
	return io.WriteString(w, Text(fmt.Sprintln(args...)))
}

// A Writer cleans what is written to it. A write must not end inside a character.
type Writer struct{ W io.Writer }

// Write implements io.Writer.
func (w Writer) Write(b []byte) (int, error) {
	if _, err := io.WriteString(w.W, Text(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// isObeyed tells whether a terminal interprets a character instead of showing it. It is false
// for the joiners of scripts and of emoji.
func isObeyed(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	}
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' ||
		r == '\u2028' || r == '\u2029'
}

// IsTerminal tells whether w is a terminal.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
