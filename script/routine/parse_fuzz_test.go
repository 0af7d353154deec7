package routine

import (
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzParse(f *testing.F) {
	golden, err := os.ReadFile("testdata/mistakes.txt")
	if err != nil {
		f.Fatal(err)
	}
	for entry := range strings.SplitSeq(string(golden), "\n\n===\n") {
		text, _ := cutLast(entry, "\n---\n")
		f.Add([]byte(text))
	}
	full, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(full)
	f.Add([]byte(bomb()))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Parse("x", text)
		if (r == nil) == (err == nil) {
			t.Fatalf("both or none of %v and %v", r, err)
		}
		if err != nil {
			checkPlaces(t, text, err)
			return
		}
		checkRoutine(t, r)
	})
}

// checkPlaces checks that the position of every mistake is inside the text.
func checkPlaces(t *testing.T, text []byte, err error) {
	var list ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		t.Fatalf("no list: %v", err)
	}
	lines := strings.Count(string(text), "\n") + strings.Count(string(text), "\r") + 1
	for i, e := range list {
		end := utf8.RuneCountInString(e.Source) + 1
		if e.Line < 1 || e.Line > lines || e.Column < 1 || e.Column > end || e.Width < 0 || e.Width > max(1, end-e.Column) {
			t.Errorf("outside the text: %+v", e)
		}
		if e.Message == "" || strings.ContainsAny(e.Message, "\n\x1b") || strings.ContainsAny(e.Source, "\n\r") {
			t.Errorf("not one line: %q", e.Message)
		}
		if i > 0 && (list[i-1].Line > e.Line || list[i-1].Line == e.Line && list[i-1].Column > e.Column) {
			t.Errorf("%v comes before %v", list[i-1], e)
		}
		if x := e.Excerpt(); x != "" && strings.Count(x, "\n") != 1 {
			t.Errorf("excerpt %q", x)
		}
	}
}

// checkRoutine checks what the planner assumes about a parsed routine.
func checkRoutine(t *testing.T, r *Routine) {
	if err := r.Validate(); err != nil {
		t.Errorf("parsed, but not valid: %v", err)
	}
	for _, s := range r.Stretches {
		if s.Pos.Line < 1 || s.Motion != Say && s.Motion != Pause && s.Motion != Sound && (s.Dose.Pos.Line < 1 || s.Dose.Pos.Width < 1) {
			t.Errorf("no place: %+v", s)
		}
	}
	for text, pos := range r.Lines() {
		if pos.Line < 1 || pos.Width < 1 {
			t.Errorf("%q has no place", text)
		}
		if utf8.RuneCountInString(text) > maxText || strings.ContainsAny(text, "\n\t\x00") || strings.Contains(text, "  ") {
			t.Errorf("text %q", text)
		}
	}
}
