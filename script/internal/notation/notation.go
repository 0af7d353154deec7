// Package notation parses and formats times, and formats words for messages.
package notation

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Printable replaces a tab by a space, and hides characters that control a terminal or
// change the writing direction.
func Printable(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError:
		return '?'
	}
	return r
}

// Quote returns text in quotes for a message, shortened when it is long.
func Quote(text string) string { return fmt.Sprintf("%q", Short(text)) }

// Short returns text for a message, shortened when it is long.
func Short(text string) string {
	const most = 40 // characters
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// Plural returns the word, with an s unless n is 1.
func Plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
