package routine

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 150) + "é wrong " + strings.Repeat("b", 150)
	for _, c := range []struct {
		name, line    string
		column, width int
		want          string
	}{
		{"plain", "  holdd: 30s", 3, 5, "    1 |   holdd: 30s\n      |   ^^^^^"},
		{"tab", "\thold:\t5", 8, 1, "    1 |  hold: 5\n      |        ^"},
		{"characters, not bytes", "é: ü", 4, 1, "    1 | é: ü\n      |    ^"},
		{"behind the end", "a:", 3, 1, "    1 | a:\n      |   ^"},
		{"escape sequence", "a\x1b[2Jb", 1, 1, "    1 | a?[2Jb\n      | ^"},
		{"long", long, 153, 5, "    1 | …" + strings.Repeat("a", 30) + "é wrong " + strings.Repeat("b", 60) + "…\n      | " +
			strings.Repeat(" ", 33) + "^^^^^"},
		{"long, wide", long, 153, 200, "    1 | …" + strings.Repeat("a", 30) + "é wrong " + strings.Repeat("b", 60) + "…\n      | " +
			strings.Repeat(" ", 33) + strings.Repeat("^", 67)},
		{"long, start", long, 1, 1, "    1 | " + strings.Repeat("a", 99) + "…\n      | ^"},
		{"long, end", long, 308, 1, "    1 | …" + strings.Repeat("b", 99) + "\n      | " + strings.Repeat(" ", 99) + "^"},
		{"the file", "a", 1, 0, ""},
	} {
		e := &Error{Line: 1, Column: c.column, Source: c.line, Width: c.width}
		if got := e.Excerpt(); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// Lines are counted from 1.
func TestSource(t *testing.T) {
	r := &Routine{source: newSource("f", "first\nsecond")}
	for line, want := range map[int]string{0: "", 1: "first", 2: "second", 3: ""} {
		if got := r.Source(line); got != want {
			t.Errorf("line %d is %q, want %q", line, got, want)
		}
	}
}

func TestErrorfStaysInside(t *testing.T) {
	s := newSource("f", "ab\n\nc")
	for _, at := range []Pos{{0, 0, 0}, {-1, 5, 9}, {1, 2, 9}, {2, 7, 1}, {9, 9, 9}} {
		e := s.errorf(at, "m")
		if e.Line < 1 || e.Line > 3 || e.Column < 1 || e.Column > utf8.RuneCountInString(e.Source)+1 {
			t.Errorf("%v: %+v", at, e)
		}
	}
}

func TestErrorList(t *testing.T) {
	_, err := Parse("f.yaml", []byte("stretches: 5\nfoo: 1\n"))
	want := "f.yaml:1:1: the routine has no title\nf.yaml:1:12: expected a list of stretches, found a number\n" +
		`f.yaml:2:1: unknown key "foo" in the routine: expected one of title, language, breath, opening, stretches, closing`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	var one *Error
	if !errors.As(err, &one) || one.Line != 1 {
		t.Errorf("no single mistake in %v", err)
	}
}
