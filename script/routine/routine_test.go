package routine

import (
	"slices"
	"testing"

	"respite/script"
)

func TestStretchesAreHeldOrFlow(t *testing.T) {
	for m, want := range map[Motion]bool{Hold: true, Flow: true, Rest: false, Say: false, Pause: false, Sound: false} {
		if m.IsStretch() != want {
			t.Errorf("%s: %t", m, m.IsStretch())
		}
	}
}

// A hold with sides is done once for each of them; the sides of a flow take turns.
func TestPasses(t *testing.T) {
	both, once := []script.Side{script.Left, script.Right}, []script.Side{""}
	for _, c := range []struct {
		stretch Stretch
		want    []script.Side
	}{{Stretch{Motion: Hold, Sides: both}, both}, {Stretch{Motion: Hold}, once}, {Stretch{Motion: Flow, Sides: both}, once}, {Stretch{Motion: Rest}, once}} {
		if got := c.stretch.Passes(); !slices.Equal(got, c.want) {
			t.Errorf("%s with %d sides: %q, want %q", c.stretch.Motion, len(c.stretch.Sides), got, c.want)
		}
	}
	if (&Stretch{From: "back"}).End() != "back" || (&Stretch{From: "back", To: "side"}).End() != "side" {
		t.Error("a stretch ends where it began, unless it has another end")
	}
}

func TestLater(t *testing.T) {
	first, second, third := Pos{Line: 1, Column: 9}, Pos{Line: 2, Column: 3}, Pos{Line: 2, Column: 4}
	for _, c := range []struct{ a, b, want Pos }{{first, second, second}, {second, first, second}, {second, third, third}, {third, second, third}, {third, first, third}} {
		if got := later(c.a, c.b); got != c.want {
			t.Errorf("of %v and %v, %v is later", c.a, c.b, got)
		}
	}
}
