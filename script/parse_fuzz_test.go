package script

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
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

// checkPlaces holds every mistake to a place in the text.
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

// checkRoutine holds a routine to what the builder relies on.
func checkRoutine(t *testing.T, r *Routine) {
	if r.Title == "" || r.Language == "" || r.Breath.In < time.Second || r.Breath.Out < time.Second || len(r.Stretches) == 0 {
		t.Errorf("incomplete: %+v", r)
	}
	names := map[string]bool{}
	checkLines(t, false, append(r.Opening, r.Closing...)...)
	for _, s := range r.Stretches {
		checkDose(t, s)
		if s.Dose.Motion == Rest {
			continue
		}
		if name := strings.ToLower(s.Name); name == "" || names[name] {
			t.Errorf("name %q", s.Name)
		} else {
			names[name] = true
		}
		sided := len(s.Sides) == 2 && s.Sides[0] != s.Sides[1]
		for _, lines := range [][]Line{s.Move, s.Setup, s.Tips, s.Release} {
			checkLines(t, sided && s.Dose.Motion == Hold, lines...)
		}
		for _, p := range []Phases{s.Enter, s.Flow, s.Leave} {
			for _, l := range []Line{p.Inhale, p.Exhale} {
				if l != (Line{}) {
					checkLines(t, sided, l)
				}
			}
		}
		if s.Dose.Motion == Hold && s.Flow != (Phases{}) {
			t.Errorf("a hold with lines of a flow: %+v", s)
		}
	}
}

func checkDose(t *testing.T, s Stretch) {
	d := s.Dose
	inTime, inBreaths := d.Time != [2]time.Duration{}, d.Breaths != [2]int{}
	if inTime == inBreaths || d.Time[0] > d.Time[1] || d.Breaths[0] > d.Breaths[1] || d.Breaths[0] < 0 || d.Time[0] < 0 {
		t.Errorf("dose %+v", d)
	}
	if d.Motion == Flow && len(s.Sides) > 0 && d.Breaths[0] == d.Breaths[1] && d.Breaths[0]%2 == 1 {
		t.Errorf("odd dose %+v", d)
	}
	if s.at.line < 1 || s.at.column < 1 || s.at.width < 1 {
		t.Errorf("no place: %+v", s.at)
	}
}

func checkLines(t *testing.T, sided bool, lines ...Line) {
	for _, l := range lines {
		both, each := l.Text != "", l.Right != "" && l.Left != ""
		if both == each || each && !sided {
			t.Errorf("line %+v, sides %v", l, sided)
		}
		for _, text := range []string{l.Text, l.Right, l.Left} {
			if utf8.RuneCountInString(text) > maxText || strings.ContainsAny(text, "\n\t\x00") || strings.Contains(text, "  ") {
				t.Errorf("text %q", text)
			}
		}
	}
}
