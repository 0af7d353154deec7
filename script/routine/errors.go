package routine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"respite/script/internal/notation"
)

// excerptWidth is the number of characters of a source line in an excerpt.
const excerptWidth = 100

// An Error is one mistake in a routine file, with its position.
type Error struct {
	File         string // as it was given to Parse
	Line, Column int    // counted from 1; the column in characters
	Message      string // one line, lower case, no full stop
	Source       string // the whole source line
	Width        int    // characters to underline; 0 for a mistake of the file as a whole
}

// An ErrorList holds every mistake of a file, sorted by position.
type ErrorList []*Error

// A Pos is a position in a routine's text. Line and Column count from 1, in
// characters; Width is the number of characters that a caret underlines. The zero Pos
// stands for the file as a whole, and for everything that was built by hand.
type Pos struct{ Line, Column, Width int }

// A source is the text that positions refer to.
type source struct {
	file  string
	lines []string // without line breaks
}

// newSource splits a text with "\n" as its only line break.
func newSource(file, text string) source {
	return source{file, strings.Split(text, "\n")}
}

// Errorf returns a mistake at a position of the routine. For a routine that was built
// by hand, the name of the routine takes the place of the file.
func (r *Routine) Errorf(at Pos, format string, args ...any) *Error {
	s := r.source
	if s.file == "" {
		s.file = r.Name
	}
	return s.errorf(at, format, args...)
}

// Source returns a line of the routine's file, counted from 1; empty for an unknown
// line.
func (r *Routine) Source(line int) string {
	if line < 1 || line > len(r.source.lines) {
		return ""
	}
	return r.source.lines[line-1]
}

// Error returns the mistake on one line, as "file:line:column: message".
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Excerpt returns the source line behind its number, and a line of carets under the
// mistake. It cuts a long line around the carets. It is empty for a mistake of the
// file as a whole. It contains nothing that controls a terminal.
func (e *Error) Excerpt() string {
	if e.Width == 0 {
		return ""
	}
	line, caret := window([]rune(strings.Map(notation.Printable, e.Source)), e.Column-1)
	gutter := fmt.Sprintf("%5d | ", e.Line)
	blank := strings.Repeat(" ", len(gutter)-2) + "| "
	width := max(1, min(e.Width, len(line)-caret))
	return gutter + string(line) + "\n" + blank + strings.Repeat(" ", caret) + strings.Repeat("^", width)
}

// Error returns all mistakes, one on each line.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the mistakes for [errors.Is] and [errors.As].
func (l ErrorList) Unwrap() []error {
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errs
}

// Sort sorts the mistakes by their position.
func (l ErrorList) Sort() {
	slices.SortStableFunc(l, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// errorf makes a mistake at a position, which it clips to the text.
func (s source) errorf(at Pos, format string, args ...any) *Error {
	e := &Error{File: s.file, Line: 1, Column: 1, Message: fmt.Sprintf(format, args...)}
	if len(s.lines) == 0 || at == (Pos{}) {
		return e
	}
	e.Line = min(max(at.Line, 1), len(s.lines))
	e.Source = s.lines[e.Line-1]
	length := utf8.RuneCountInString(e.Source)
	e.Column = min(max(at.Column, 1), length+1)
	e.Width = max(1, min(at.Width, length+1-e.Column))
	return e
}

// window cuts a long line around the caret, with positions counted from 0.
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
