package stock

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"respite/script/routine"
)

// templateNumbers is the number of number words in a template.
const templateNumbers = 10

// Template returns a file of phrases to fill in, with the English ones next to them.
// The error reports an invalid language code.
func Template(name string) ([]byte, error) {
	tag, err := language.Parse(name)
	if err != nil {
		return nil, fmt.Errorf("%q is not a language such as fr, it or pt-BR", name)
	}
	english, err := For(Default)
	if err != nil {
		return nil, err
	}
	p := Phrases{tag: tag, file: content{Numbers: make([]string, templateNumbers)}}
	var b strings.Builder
	fmt.Fprintf(&b, "# What respite says by itself. Fill in every \"\"; the English phrase follows it.\n# {n} stays as it is: a number takes its place.\nlanguage: %s\n", name)
	b.WriteString("titles: # of chapters; printed, not said\n")
	for _, key := range []string{"opening", "closing"} {
		entry(&b, "  ", key, english.file.Titles[key])
	}
	fmt.Fprintf(&b, "numbers: # from one to ten\n")
	for _, word := range english.file.Numbers[:templateNumbers] {
		fmt.Fprintf(&b, "  - \"\" # %s\n", word)
	}
	b.WriteString("positions: # \"you are …\"; printed, not said\n")
	for _, key := range routine.Positions() {
		entry(&b, "  ", key, english.file.Positions[key])
	}
	b.WriteString("moves: # into a position; a line such as \"stomach to back\" may be added for one pair\n")
	for _, key := range routine.Positions() {
		entry(&b, "  ", key, english.file.Moves[key])
	}
	b.WriteString("teach: # what the tones mean\n")
	for _, key := range lessons {
		entry(&b, "  ", key, english.file.Teach[key])
	}
	b.WriteString("lines:\n")
	for _, k := range keys {
		fmt.Fprintf(&b, "  %s:\n", k.key)
		for _, form := range p.formsOf(k.kind) {
			text := english.file.Lines[k.key][form]
			if text == "" {
				text = english.file.Lines[k.key]["other"]
			}
			entry(&b, "    ", form, text)
		}
	}
	return []byte(b.String()), nil
}

// entry writes a key to fill in.
func entry(b *strings.Builder, indent, key, english string) {
	fmt.Fprintf(b, "%s%s: \"\" # %s\n", indent, key, english)
}
