package output

import (
	"strings"
	"unicode"
)

// lastWords keeps the end of a program's standard error.
type lastWords struct{ text []byte }

func (l *lastWords) Write(b []byte) (int, error) {
	const most = 4 << 10
	l.text = append(l.text, b...)
	l.text = l.text[max(0, len(l.text)-most):]
	return len(b), nil
}

// or returns the last line, or err if there is none.
func (l *lastWords) or(err error) string {
	lines := strings.FieldsFunc(string(l.text), func(r rune) bool { return r == '\n' || r == '\r' })
	for i := len(lines) - 1; i >= 0; i-- {
		line := strings.Map(func(r rune) rune {
			if !unicode.IsPrint(r) {
				return ' '
			}
			return r
		}, lines[i])
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return err.Error()
}
