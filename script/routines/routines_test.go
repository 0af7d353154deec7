package routines

import (
	"slices"
	"strings"
	"testing"

	"respite/script/routine"
	"respite/script/stock"
)

// Every built-in routine has the language of its folder.
func TestEveryRoutineReads(t *testing.T) {
	for _, language := range stock.Languages() {
		for _, name := range namesIn(language) {
			r, err := Open(name, language)
			if err != nil {
				t.Errorf("%s in %s: %v", name, language, err)
				continue
			}
			if r.Language != language || r.Name != name {
				t.Errorf("%s stands among the routines in %s, but is %s in %s", name, language, r.Name, r.Language)
			}
		}
	}
}

// A translation has the same stretches, doses, sides and positions as the original, in
// the same order.
func TestTranslationsAgree(t *testing.T) {
	for _, name := range Names() {
		original, err := Open(name, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range Languages(name) {
			r, err := Open(name, language)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Stretches) != len(original.Stretches) || r.Breath != original.Breath {
				t.Fatalf("%s in %s differs from the original in its shape", name, language)
			}
			for i, s := range r.Stretches {
				if o := original.Stretches[i]; s.Motion != o.Motion || !s.Dose.IsSame(o.Dose) || !slices.Equal(s.Sides, o.Sides) || s.From != o.From || s.To != o.To {
					t.Errorf("%s in %s: %s asks for something else than %s", name, language, s.Name, o.Name)
				}
			}
		}
	}
}

func TestExampleReads(t *testing.T) {
	if r, err := routine.Parse("example.yaml", Example()); err != nil || len(r.Stretches) == 0 {
		t.Errorf("%v, %v", r, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct{ name, language, want string }{
		{"nothing", "en", `no built-in routine "nothing": there is back-relief`},
		{"back-relief", "pt", `the built-in routine back-relief does not exist in "pt", only in de, en, es, fr, it`},
	} {
		if _, err := Open(c.name, c.language); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
