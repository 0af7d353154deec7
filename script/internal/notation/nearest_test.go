package notation

import "testing"

func TestNearest(t *testing.T) {
	words := []string{"title", "hold", "in", "stretches", "Child's Pose"}
	for word, want := range map[string]string{
		"title": "title", "titel": "title", "Title": "title", "holdd": "hold", "hlod": "hold", "od": "", "stretch": "stretches",
		"on": "in", "x": "", "": "", "duration": "", "childs pose": "Child's Pose", "itle": "title", "étretches": "stretches",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"ab", "ba", 1}, {"abc", "cab", 2}, {"kitten", "sitting", 3}, {"ca", "abc", 3}} {
		if got := editDistance(c.a, c.b, 99); got != c.want {
			t.Errorf("%s, %s: %d", c.a, c.b, got)
		}
		if got := editDistance(c.b, c.a, 99); got != c.want {
			t.Errorf("%s, %s: %d", c.b, c.a, got)
		}
	}
}
