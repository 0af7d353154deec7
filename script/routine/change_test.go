package routine

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// Change reaches every text that Lines returns.
func TestChangeReachesEveryText(t *testing.T) {
	r := readFull(t)
	if err := r.Change(func(text string) (string, error) { return text + " changed", nil }); err != nil {
		t.Fatal(err)
	}
	n := 0
	for text := range r.Lines() {
		n++
		if !strings.HasSuffix(text, " changed") || strings.HasSuffix(text, " changed changed") {
			t.Errorf("%q", text)
		}
	}
	if n < 10 || !strings.HasSuffix(r.Title, " changed") {
		t.Errorf("%d texts, the title is %q", n, r.Title)
	}
}

func TestChangeErrorsHavePlaces(t *testing.T) {
	r := readFull(t)
	err := r.Change(func(text string) (string, error) {
		if strings.Contains(text, "e") {
			return "", errors.New("no e here")
		}
		return text, nil
	})
	var list ErrorList
	if !errors.As(err, &list) || len(list) < 5 {
		t.Fatalf("the error is %v", err)
	}
	for _, e := range list[1:] { // the first text is the title
		if e.Line < 2 || !strings.Contains(r.Source(e.Line), "e") {
			t.Errorf("%v: the line is %q", e, r.Source(e.Line))
		}
	}
}

// readFull parses the routine of testdata that uses every key.
func readFull(t *testing.T) *Routine {
	t.Helper()
	text, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Parse("full.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
