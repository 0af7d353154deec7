package routine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"respite/script/internal/notation"
)

// excerptWidth is how many characters of a source line an excerpt shows.
const excerptWidth = 100

// An Error is one mistake in a routine file, with its place.
type Error struct {
	File         string // as it was given to Parse
	Line, Column int    // counted from 1; the column in characters
	Message      string // one line, lower case, no full stop
	Source       string // the whole source line
	Width        int    // characters to underline; 0 when the mistake is the file's as a whole
}

// An ErrorList holds every mistake of a file, sorted by place.
type ErrorList []*Error

// A Pos is a place in a routine's text. Line and Column count from 1, in
// characters; Width is how many characters a caret underlines. The zero Pos is
// the file as a whole, and the place of all that was built by hand.
type Pos struct{ Line, Column, Width int }

// A source is the text that places point into.
type source struct {
	file  string
	lines []string // without line breaks
}

// newSource splits text, whose line breaks are all "\n".
func newSource(file, text string) source {
	return source{file, strings.Split(text, "\n")}
}

// Errorf is a mistake at a place of the routine. Of a routine that was built
// by hand the file is its name.
func (r *Routine) Errorf(at Pos, format string, args ...any) *Error {
	s := r.source
	if s.file == "" {
		s.file = r.Name
	}
	return s.errorf(at, format, args...)
}

// Source is a line of the routine's file, counted from 1; empty where there is none.
func (r *Routine) Source(line int) string {
	if line < 1 || line > len(r.source.lines) {
		return ""
	}
	return r.source.lines[line-1]
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
	line, caret := window([]rune(strings.Map(notation.Printable, e.Source)), e.Column-1)
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

// Sort puts the mistakes in the order of the text.
func (l ErrorList) Sort() {
	slices.SortStableFunc(l, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// errorf makes a mistake at a place, which is brought inside the text.
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
