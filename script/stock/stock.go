// Package stock holds respite's own phrases, in every bundled language or from
// a file of the user.
//
// A file has these keys. In a phrase with {n}, a word of numbers replaces it.
//
//	language: CODE       BCP 47, such as fr
//	titles:              of the chapters other than stretches; printed, not said
//	  opening, closing: TEXT
//	numbers: [TEXT]      the words for one, two and so on
//	positions:           "you are …", for each position; printed, not said
//	  hands and knees: TEXT
//	moves:               into each position; "stomach to back" is for one pair
//	  hands and knees: TEXT
//	teach:               explains the tones of the phases that the breath has
//	  breath, sip, hold: TEXT
//	lines:
//	  halfway: {both: TEXT}
//	  first side: {right: TEXT, left: TEXT}
//	  breaths: {one: TEXT, other: TEXT, beyond: TEXT}
//
// A counted line has the plural forms of its language (CLDR: zero, one, two,
// few, many, other), and beyond for numbers after the last of these words.
package stock

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"respite/script"
)

//go:embed *.yaml
var files embed.FS

// Default is the language of a routine that states none.
const Default = "en"

// Phrases are the stock phrases of one language.
type Phrases struct {
	file content
	tag  language.Tag
}

// content is the content of a file of phrases.
type content struct {
	Language  string
	Titles    map[string]string
	Numbers   []string
	Positions map[string]string
	Moves     map[string]string
	Teach     map[string]string
	Lines     map[string]map[string]string
}

// A MissingError reports a language without phrases, or an incomplete file.
type MissingError struct {
	Language string
	File     string   // empty when there are no phrases at all
	Keys     []string // what the file lacks, such as "lines: halfway: both"
}

func (e *MissingError) Error() string {
	if e.File == "" {
		return fmt.Sprintf("no stock phrases for the language %q: there is %s", e.Language, strings.Join(Languages(), ", "))
	}
	return fmt.Sprintf("%s: stock phrases are missing:\n  %s", e.File, strings.Join(e.Keys, "\n  "))
}

// Languages returns the bundled languages, sorted, as BCP 47 tags.
func Languages() []string {
	entries, _ := files.ReadDir(".") // an embedded folder always exists
	names := make([]string, len(entries))
	for i, f := range entries {
		names[i] = strings.TrimSuffix(f.Name(), ".yaml")
	}
	return names
}

// For returns the bundled phrases of a language; those of en for en-GB. The error is a
// *MissingError.
func For(name string) (*Phrases, error) {
	base, _, _ := strings.Cut(name, "-")
	b, err := files.ReadFile(path.Join(base + ".yaml"))
	if err != nil {
		return nil, &MissingError{Language: name}
	}
	return Parse(base+".yaml", b)
}

// Parse parses a file of phrases; its name is used for errors. An incomplete file is a
// *MissingError that lists everything it lacks.
func Parse(file string, text []byte) (*Phrases, error) {
	var p Phrases
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&p.file); err != nil {
		return nil, fmt.Errorf("%s: %w", file, plainError(err))
	}
	var err error
	if p.tag, err = language.Parse(p.file.Language); err != nil {
		return nil, fmt.Errorf("%s: language: %q is not a language such as en, de or pt-BR", file, p.file.Language)
	}
	if missing := p.missing(); len(missing) > 0 {
		return nil, &MissingError{Language: p.file.Language, File: file, Keys: missing}
	}
	return &p, nil
}

// plainError returns a YAML error on one line, with its position.
func plainError(err error) error {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		return err
	}
	at := e.GetToken().Position
	return fmt.Errorf("line %d, column %d: %s", at.Line, at.Column, e.GetMessage())
}

// Language returns the language of the phrases, as a BCP 47 tag.
func (p *Phrases) Language() string { return p.file.Language }

// Position returns the end of "you are …" for a position of the body.
func (p *Phrases) Position(name string) string { return p.file.Positions[name] }

// Title returns the title of a chapter that is not a stretch.
func (p *Phrases) Title(key string) string { return p.file.Titles[key] }

// Line returns a phrase for a side or, for a phrase without sides, for both. It is
// empty for an unknown phrase.
func (p *Phrases) Line(key string, side script.Side) string {
	if text, ok := p.file.Lines[key][string(side)]; ok {
		return text
	}
	return p.file.Lines[key]["both"]
}

// Counted returns a phrase for n things. A phrase without a count is the same for
// every n.
func (p *Phrases) Counted(key string, n int) string {
	forms := p.file.Lines[key]
	if n < 1 || n > len(p.file.Numbers) {
		return forms["beyond"]
	}
	return strings.ReplaceAll(forms[p.form(n)], "{n}", p.file.Numbers[n-1])
}

// Counts reports whether there is a word for the number n.
func (p *Phrases) Counts(n int) bool { return n >= 1 && n <= len(p.file.Numbers) }

// forms are the names of the plural forms.
var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// form returns the plural form of n (CLDR, cardinal numbers).
func (p *Phrases) form(n int) string {
	return forms[plural.Cardinal.MatchPlural(p.tag, n, 0, 0, 0, 0)]
}

// Move returns the line that leads from one position into another. It is empty where
// there is none.
func (p *Phrases) Move(from, to string) string {
	if text, ok := p.file.Moves[from+" to "+to]; ok {
		return text
	}
	return p.file.Moves[to]
}

// Lesson returns the explanation of the tones, for a breath with or without a second
// inhale and with or without a hold.
func (p *Phrases) Lesson(sip, hold bool) []string {
	var lines []string
	for _, part := range []struct {
		key string
		has bool
	}{{"breath", true}, {"sip", sip}, {"hold", hold}} {
		if text := p.file.Teach[part.key]; part.has && text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// All returns every line that the phrases can produce, sorted, each once.
func (p *Phrases) All() []string {
	var all []string
	for _, text := range p.file.Moves {
		all = append(all, text)
	}
	for _, text := range p.file.Teach {
		all = append(all, text)
	}
	for key, lines := range p.file.Lines {
		all = append(all, lines["both"], lines["right"], lines["left"], lines["beyond"])
		if _, counted := lines["beyond"]; counted {
			for n := range p.file.Numbers {
				all = append(all, p.Counted(key, n+1))
			}
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(text string) bool { return text == "" })
}
