// Package clean prints text that others wrote, such as titles, file names and what a
// server says, so that it cannot command the terminal.
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

// Text returns text with every character that a terminal would obey written out, as in \x1b:
// control characters but for line breaks and tabs, and the marks that change the
// direction of the text around them.
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

// Line is Text without line breaks: for what must not look like a message of its own.
func Line(text string) string {
	return strings.NewReplacer("\n", `\n`, "\t", " ").Replace(Text(text))
}

// Fprintf prints like [fmt.Fprintf], and cleans all of it. All commands print through
// it, but for what programs read: sound, pictures, CSV and JSON.
func Fprintf(w io.Writer, format string, args ...any) (n int, err error) {
	return io.WriteString(w, Text(fmt.Sprintf(format, args...)))
}

// Fprintln prints like [fmt.Fprintln], and cleans all of it.
func Fprintln(w io.Writer, args ...any) (n int, err error) {
	return io.WriteString(w, Text(fmt.Sprintln(args...)))
}

// A Writer cleans what is written to it. No write may end within a character.
type Writer struct{ W io.Writer }

// Write is io.Writer's.
func (w Writer) Write(b []byte) (int, error) {
	if _, err := io.WriteString(w.W, Text(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// isObeyed tells a character that a terminal does not show but obeys. The joiners of
// scripts and of emoji are none.
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

// IsTerminal tells whether a person sees what is written to w.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
