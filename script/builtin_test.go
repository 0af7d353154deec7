package script

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// Every built-in routine is in the language of its folder, and can be built
// in every way with a voice that has the lines of the language.
func TestBuiltins(t *testing.T) {
	for _, language := range languages() {
		lines, err := BuiltinLines(language)
		if err != nil {
			t.Fatal(err)
		}
		calm := func(text string) (time.Duration, bool) { return spokenFor(text), slices.Contains(lines, text) }
		for _, name := range builtinsIn(language) {
			r, err := BuiltinIn(name, language)
			if err != nil {
				t.Errorf("%s in %s: %v", name, language, err)
				continue
			}
			if r.Language != language {
				t.Errorf("%s stands among the routines in %s, but is in %s", name, language, r.Language)
			}
			for _, g := range []Guidance{Full, Brief, Quiet} {
				for _, l := range []Level{Gentle, Steady, Deep} {
					if _, err := Build(r, Options{Guidance: g, Level: l}, calm); err != nil {
						t.Errorf("%s in %s, %v and %v: %v", name, language, g, l, err)
					}
				}
			}
		}
	}
}

// spokenFor is about how long a calm voice takes: 15 characters a second.
func spokenFor(text string) time.Duration {
	return 300*time.Millisecond + time.Duration(len([]rune(text)))*time.Second/15
}

// A translation asks for the same as the original: the same stretches, doses
// and sides, and as many lines in the same places.
func TestTranslationsAgree(t *testing.T) {
	for _, name := range Builtins() {
		original, err := Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range BuiltinLanguages(name) {
			r, err := BuiltinIn(name, language)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Opening) != len(original.Opening) || len(r.Closing) != len(original.Closing) || len(r.Stretches) != len(original.Stretches) || r.Breath != original.Breath {
				t.Fatalf("%s in %s differs from the original in its shape", name, language)
			}
			for i, s := range r.Stretches {
				if got, want := shape(s), shape(original.Stretches[i]); !slices.Equal(got, want) {
					t.Errorf("%s in %s: %s has %v, the original %v", name, language, s.Name, got, want)
				}
			}
		}
	}
}

// shape is what a stretch asks for, without its words.
func shape(s Stretch) []any {
	lines := func(p Phases) int { return len(texts([]Line{p.Inhale, p.Exhale})) }
	return []any{len(texts(s.Move)), len(texts(s.Setup)), s.Settle, lines(s.Enter), s.Dose, len(s.Sides),
		lines(s.Flow), len(texts(s.Tips)), lines(s.Leave), len(texts(s.Release))}
}

// Every language has the stock phrases of English in the same forms.
func TestStockPhrasesAgree(t *testing.T) {
	english, err := stockFor("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range languages() {
		s, err := stockFor(language)
		if err != nil {
			t.Fatal(err)
		}
		if s.Language != language || len(s.Numbers) != len(english.Numbers) {
			t.Errorf("%s: language %q, %d numbers", language, s.Language, len(s.Numbers))
		}
		sameKeys(t, language+" titles", s.Titles, english.Titles)
		sameKeys(t, language, s.Lines, english.Lines)
		for key, forms := range s.Lines {
			sameKeys(t, language+" "+key, forms, english.Lines[key])
			for form, text := range forms {
				if strings.Contains(text, "{n}") != (form == "other") || !isSentence.MatchString(text) {
					t.Errorf("%s: %s, %s: %q", language, key, form, text)
				}
			}
		}
	}
}

var isSentence = regexp.MustCompile(`^\p{Lu}[\p{L}{},: -]+\.$`)

func sameKeys[V any](t *testing.T, what string, got, want map[string]V) {
	t.Helper()
	if g, w := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(g, w) {
		t.Errorf("%s: %q, want %q", what, g, w)
	}
}

func TestBuiltinInRefuses(t *testing.T) {
	for _, c := range []struct{ name, language, want string }{
		{"nothing", "en", `no built-in routine "nothing": there is back-relief`},
		{"back-relief", "fr", `the built-in routine back-relief is not there in "fr": there is de, en, es`},
	} {
		if _, err := BuiltinIn(c.name, c.language); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
