package script

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// excerptWidth is how many characters of a source line an excerpt shows.
const excerptWidth = 100

// An Error is one mistake in a routine file, with its place.
type Error struct {
	File         string // as it was given to [Parse]
	Line, Column int    // counted from 1; the column in characters
	Message      string // one line, lower case, no full stop
	Source       string // the whole source line
	Width        int    // characters to underline; 0 when the mistake is the file's as a whole
}

// An ErrorList holds every mistake of a file, sorted by place.
type ErrorList []*Error

// A span is a place in a routine's text: line and column count from 1, in
// characters; width is how many characters the caret underlines. The zero
// span is the file as a whole.
type span struct{ line, column, width int }

// A source is the text that spans point into.
type source struct {
	file  string
	lines []string        // without line breaks
	texts map[string]span // where each text stands first
}

// newSource splits text, whose line breaks are all "\n".
func newSource(file, text string) source {
	return source{file, strings.Split(text, "\n"), map[string]span{}}
}

// Error gives the mistake on one line, as "file:line:column: message".
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Excerpt is the source line behind a gutter with its number, and a line of
// carets under the mistake; a long line is cut around them. It is empty when
// the mistake is the file's as a whole. Nothing in it can control a terminal.
func (e *Error) Excerpt() string {
	if e.Width == 0 {
		return ""
	}
	line, caret := window([]rune(strings.Map(printable, e.Source)), e.Column-1)
	gutter := fmt.Sprintf("%5d | ", e.Line)
	blank := strings.Repeat(" ", len(gutter)-2) + "| "
	width := max(1, min(e.Width, len(line)-caret))
	return gutter + string(line) + "\n" + blank + strings.Repeat(" ", caret) + strings.Repeat("^", width)
}

// Error gives all mistakes, one a line.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the mistakes to [errors.Is] and [errors.As].
func (l ErrorList) Unwrap() []error {
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errs
}

// sort puts the mistakes in the order of the text.
func (l ErrorList) sort() {
	slices.SortStableFunc(l, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// errorf makes a mistake at a place, which is brought inside the text.
func (s source) errorf(at span, format string, args ...any) *Error {
	e := &Error{File: s.file, Line: 1, Column: 1, Message: fmt.Sprintf(format, args...)}
	if len(s.lines) == 0 || at == (span{}) {
		return e
	}
	e.Line = min(max(at.line, 1), len(s.lines))
	e.Source = s.lines[e.Line-1]
	length := utf8.RuneCountInString(e.Source)
	e.Column = min(max(at.column, 1), length+1)
	e.Width = max(1, min(at.width, length+1-e.Column))
	return e
}

// window cuts a long line around the caret, both counted from 0.
func window(line []rune, caret int) ([]rune, int) {
	caret = min(max(caret, 0), len(line))
	if len(line) <= excerptWidth {
		return line, caret
	}
	from := min(max(0, caret-excerptWidth/3), len(line)-excerptWidth)
	cut := slices.Clone(line[from : from+excerptWidth])
	if from > 0 {
		cut[0] = '…'
	}
	if from+excerptWidth < len(line) {
		cut[excerptWidth-1] = '…'
	}
	return cut, caret - from
}

// printable makes a tab one space and hides what would control a terminal or
// turn its writing direction.
func printable(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError:
		return '?'
	}
	return r
}

// quote is text in quotes for a message, shortened when it is long.
func quote(text string) string { return fmt.Sprintf("%q", short(text)) }

// short is text for a message, cut when it is long.
func short(text string) string {
	const most = 40 // characters
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
