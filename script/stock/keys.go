package stock

import (
	"fmt"
	"slices"
	"strings"

	"respite/script/routine"
)

// The kinds of a line of the phrases.
type lineKind int

const (
	plain   lineKind = iota // one text
	sided                   // one for each side of the body
	counted                 // one for each plural form
)

// keys are the lines that a file must have, in the order of the template.
var keys = []struct {
	key  string
	kind lineKind
}{
	{"inhale", plain}, {"sip", plain}, {"hold", plain}, {"exhale", plain}, {"empty", plain},
	{"breaths", counted}, {"times", counted},
	{"halfway", plain}, {"ten seconds", plain}, {"three more", plain}, {"last", plain},
	{"again", plain}, {"last time", plain}, {"last round", plain},
	{"first side", sided}, {"change sides", sided},
	{"rest", plain}, {"next round", plain}, {"come out", plain}, {"back into it", plain},
	{"minutes left", counted}, {"nearly over", plain},
}

// missing returns what a file lacks, in the order of the template.
func (p *Phrases) missing() []string {
	var list []string
	need := func(text string, path ...string) {
		if strings.TrimSpace(text) == "" {
			list = append(list, strings.Join(path, ": "))
		}
	}
	for _, key := range []string{"opening", "closing"} {
		need(p.file.Titles[key], "titles", key)
	}
	if len(p.file.Numbers) == 0 {
		list = append(list, "numbers")
	}
	for i, word := range p.file.Numbers {
		need(word, "numbers", fmt.Sprint(i+1))
	}
	for _, key := range routine.Positions() {
		need(p.file.Positions[key], "positions", key)
	}
	for _, key := range routine.Positions() {
		need(p.file.Moves[key], "moves", key)
	}
	for _, key := range lessons {
		need(p.file.Teach[key], "teach", key)
	}
	for _, k := range keys {
		for _, form := range p.formsOf(k.kind) {
			need(p.file.Lines[k.key][form], "lines", k.key, form)
		}
	}
	return list
}

// lessons are the phases of a breath that are explained.
var lessons = []string{"breath", "sip", "hold"}

// formsOf returns the forms of a line of a kind in the language.
func (p *Phrases) formsOf(kind lineKind) []string {
	switch kind {
	case sided:
		return []string{"right", "left"}
	case counted:
		return append(p.pluralForms(), "beyond")
	}
	return []string{"both"}
}

// pluralForms returns the plural forms of the numbers, in the order of their first
// use.
func (p *Phrases) pluralForms() []string {
	var list []string
	for n := range max(len(p.file.Numbers), 1) {
		if form := p.form(n + 1); !slices.Contains(list, form) {
			list = append(list, form)
		}
	}
	return list
}
