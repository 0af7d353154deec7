// Package notation reads and writes times, and shows words in messages.
package notation

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Printable makes a tab one space and hides what would control a terminal or
// turn its writing direction.
func Printable(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError:
		return '?'
	}
	return r
}

// Quote is text in quotes for a message, shortened when it is long.
func Quote(text string) string { return fmt.Sprintf("%q", Short(text)) }

// Short is text for a message, cut when it is long.
func Short(text string) string {
	const most = 40 // characters
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// Plural is the word with an s unless there is one of it.
func Plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
