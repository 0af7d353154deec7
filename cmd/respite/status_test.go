package main

import (
	"strings"
	"testing"
	"time"

	"respite/script"
)

func TestStatusLine(t *testing.T) {
	s := status{stretch: "Cobra", asked: "Look up toward the ceiling.", phase: script.Inhale, number: 3, count: 8, at: 250 * time.Second, length: 615 * time.Second}
	for columns, want := range map[int]string{
		99: "Cobra: Look up toward the ceiling.        breathe in 3 of 8  4:10 [#######............] -6:05",
		39: "Cobra: Look…   in 3/8  4:10 [##...] -6:05",
	} {
		if got := s.line(columns); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") && columns == 99 || width(got) != columns {
			t.Errorf("%d columns: %q, %d wide", columns, got, width(got))
		}
	}
	for _, part := range []string{"Cobra", "3/8", "4:10", "-6:05", "[##...]"} {
		if got := s.line(39); !strings.Contains(got, part) {
			t.Errorf("%q is not in %q", part, got)
		}
	}
	s.paused = true
	if got := s.line(79); !strings.Contains(got, "paused") {
		t.Errorf("paused: %q", got)
	}
	s.note = keysHelp
	if got := s.line(99); !strings.HasPrefix(got, "space pause") {
		t.Errorf("with a note: %q", got)
	}
}

// The line fits, whatever is in it.
func TestStatusLineFits(t *testing.T) {
	for _, text := range []string{"", "x", strings.Repeat("long ", 50), "下を向いた犬のポーズ", "é́́́", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"} {
		for columns := 1; columns < 130; columns++ {
			s := status{stretch: text, asked: text, phase: script.Exhale, number: 10, count: 12, at: time.Hour, length: 4 * time.Hour}
			if got := width(s.line(columns)); got > columns {
				t.Fatalf("%q takes %d of %d columns", text, got, columns)
			}
		}
	}
}

func TestWatch(t *testing.T) {
	s := time.Second
	for _, c := range []struct {
		name  string
		looks [][2]int64 // seconds, frames
		want  string
	}{
		{"plays", [][2]int64{{0, 1}, {1, 2}, {2, 3}, {6, 4}, {10, 5}}, ""},
		{"stalls", [][2]int64{{0, 1}, {1, 1}, {3, 1}, {5, 1}, {6, 1}}, "the sound output took nothing for 5s"},
		{"sleeps", [][2]int64{{0, 1}, {1, 2}, {700, 3}}, "everything stood still for 11m39s, as if the computer was asleep"},
	} {
		w := newWatch(0)
		var err error
		for _, look := range c.looks {
			if err = w.look(time.Duration(look[0])*s, look[1]); err != nil {
				break
			}
		}
		if (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestOrdersOf(t *testing.T) {
	for typed, want := range map[string]int{
		"": 0, "n": 1, "nnn": 3, "\x1b[C\x1b[D": 2, "\x1bOA": 1, "\x1b": 0, "\x1b[15~": 0, "\x1b[15~q": 1, "xyz ": 1, "\x03": 1, "\x1b[": 0, "é.": 1,
	} {
		if got := len(ordersOf(typed)); got != want {
			t.Errorf("%q gives %d orders, want %d", typed, got, want)
		}
	}
}

func TestPlayAgain(t *testing.T) {
	cmd := newPlay(streams{})
	if err := cmd.ParseFlags([]string{"--from", "Cobra", "--skip", "Child's Pose,Cat-Cow", "--level", "deep", "-v"}); err != nil {
		t.Fatal(err)
	}
	got := playAgain("my routine.yaml", cmd.Flags())(250*time.Second + 1234567)
	if want := `respite play 'my routine.yaml' --skip='Child'\''s Pose,Cat-Cow' --level=deep --verbose=true --from=4m10.001s`; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
