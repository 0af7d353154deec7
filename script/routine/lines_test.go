package routine

import (
	"slices"
	"testing"

	"respite/script"
)

func TestSidesOfALine(t *testing.T) {
	for _, c := range []struct {
		line        Line
		right, left string
		sided       bool
		texts       []string
	}{
		{Line{}, "", "", false, nil},
		{Line{Text: "Sit."}, "Sit.", "Sit.", false, []string{"Sit."}},
		{Line{Right: "Right.", Left: "Left."}, "Right.", "Left.", true, []string{"Right.", "Left."}},
		{Line{Right: "Right."}, "Right.", "", true, []string{"Right."}},
		{Line{Left: "Left."}, "", "Left.", true, []string{"Left."}},
	} {
		var texts []string
		for text := range Texts(c.line) {
			texts = append(texts, text)
		}
		if c.line.On(script.Right) != c.right || c.line.On(script.Left) != c.left || c.line.IsSided() != c.sided ||
			c.line.IsEmpty() != (c.texts == nil) || !slices.Equal(texts, c.texts) {
			t.Errorf("%+v has the texts %q, sided %t", c.line, texts, c.line.IsSided())
		}
	}
}

// The texts of a routine come in the order of the file, and can be left at any of them.
func TestTextsInOrder(t *testing.T) {
	lines := []Line{{Text: "1"}, {Right: "2", Left: "3"}, {}, {Text: "4"}}
	for most := 1; most <= 4; most++ {
		var got string
		for text := range Texts(lines...) {
			if got += text; len(got) == most {
				break
			}
		}
		if got != "1234"[:most] {
			t.Errorf("%q, want %q", got, "1234"[:most])
		}
	}
}
