package stock

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"respite/script"
)

// Every bundled language has all phrases, as sentences, with numbers in their places.
func TestBundledLanguages(t *testing.T) {
	sentence := regexp.MustCompile(`^[¡¿]?\p{Lu}[\p{L}{}’',: ;!?¡¿…—–-]*([.!?] ?[\p{L}{}’',: ;-]*)*[.!?]$`)
	for _, language := range Languages() {
		p, err := For(language)
		if err != nil {
			t.Errorf("%s: %v", language, err)
			continue
		}
		if p.Language() != language {
			t.Errorf("%s is in %s", language, p.Language())
		}
		for _, text := range p.All() {
			if strings.Contains(text, "{") || !sentence.MatchString(text) {
				t.Errorf("%s: %q", language, text)
			}
		}
	}
}

// The plural forms follow CLDR: Polish has one, few and many.
func TestPluralForms(t *testing.T) {
	text := string(mustTemplate(t, "pl"))
	for _, form := range []string{"    one:", "    few:", "    many:", "    beyond:"} {
		if !strings.Contains(text, form) {
			t.Errorf("the file for pl has no form %q", form)
		}
	}
	if strings.Contains(text, "    two:") || strings.Contains(text, "    other:") {
		t.Error("the file for pl has forms that no number up to ten takes")
	}
	english, err := For("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	one, three, beyond := english.Counted("minutes left", 1), english.Counted("minutes left", 3), english.Counted("minutes left", 99)
	if one == three || !strings.Contains(three, "three") || beyond == "" || strings.Contains(beyond, "{n}") {
		t.Errorf("%q, %q, %q", one, three, beyond)
	}
}

// A template is an incomplete file, and a complete one when it is filled in.
func TestTemplate(t *testing.T) {
	text := mustTemplate(t, "fr")
	_, err := Parse("fr.yaml", text)
	var missing *MissingError
	if !errors.As(err, &missing) || missing.Language != "fr" || !slices.Contains(missing.Keys, "lines: halfway: both") || !slices.Contains(missing.Keys, "moves: stomach") {
		t.Fatalf("%v", err)
	}
	filled := strings.ReplaceAll(string(text), `""`, `"Un mot."`)
	p, err := Parse("fr.yaml", []byte(filled))
	if err != nil {
		t.Fatal(err)
	}
	if p.Line("halfway", "") != "Un mot." || p.Line("first side", script.Left) != "Un mot." || p.Move("back", "side") != "Un mot." {
		t.Errorf("%q, %q", p.Line("halfway", ""), p.Move("back", "side"))
	}
	if _, err := Template("not a language"); err == nil {
		t.Error("a template for no language")
	}
}

func mustTemplate(t *testing.T, language string) []byte {
	t.Helper()
	text, err := Template(language)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"language: fr\nbogus: 1\n":   `fr.yaml: line 2, column 1: unknown field "bogus"`,
		"language: not a language\n": `fr.yaml: language: "not a language" is not a language such as en, de or pt-BR`,
	} {
		if _, err := Parse("fr.yaml", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := For("tlh"); err == nil || !strings.Contains(err.Error(), `no stock phrases for the language "tlh"`) {
		t.Error(err)
	}
}

// A pair of positions can have its own move.
func TestMove(t *testing.T) {
	p := Phrases{file: content{Moves: map[string]string{"back": "Lie down.", "stomach to back": "Roll over."}}}
	if p.Move("stomach", "back") != "Roll over." || p.Move("seated", "back") != "Lie down." || p.Move("", "back") != "Lie down." {
		t.Error("the wrong move")
	}
}

// A phrase contains the word for its number; above the last number with a word it has
// none.
func TestCounted(t *testing.T) {
	p, err := For("en")
	if err != nil {
		t.Fatal(err)
	}
	beyond := p.Counted("breaths", 1000)
	if beyond == "" || p.Counted("breaths", 0) != beyond || p.Counted("breaths", 11) != beyond || p.Counts(0) || p.Counts(11) {
		t.Errorf("for 0: %q, for 11: %q, for 1000: %q", p.Counted("breaths", 0), p.Counted("breaths", 11), beyond)
	}
	for n, word := range map[int]string{1: "one", 10: "ten"} {
		text := p.Counted("breaths", n)
		if !strings.Contains(text, word) || !p.Counts(n) || !slices.Contains(p.All(), text) {
			t.Errorf("for %d: %q", n, text)
		}
	}
	if want := `one: "" # ` + p.Counted("breaths", 1) + "\n"; !strings.Contains(string(mustTemplate(t, "fr")), want) {
		t.Errorf("the template lacks %q", want)
	}
}

// The error for a missing number word states the number.
func TestNumbersAreNamed(t *testing.T) {
	text := strings.ReplaceAll(string(mustTemplate(t, "fr")), `""`, `"Un mot."`)
	_, err := Parse("fr.yaml", []byte(strings.Replace(text, `"Un mot." # two`, `"" # two`, 1)))
	var missing *MissingError
	if !errors.As(err, &missing) || !slices.Equal(missing.Keys, []string{"numbers: 2"}) {
		t.Errorf("%v", err)
	}
}

// A lesson explains the phases that a breath has, as far as there is a text for them.
func TestLesson(t *testing.T) {
	p := Phrases{file: content{Teach: map[string]string{"breath": "It rises.", "hold": "It stays."}}}
	for want, got := range map[string][]string{
		"It rises.": p.Lesson(true, false), "It rises. It stays.": p.Lesson(true, true), "": (&Phrases{}).Lesson(true, true),
	} {
		if strings.Join(got, " ") != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
