package plan

import (
	"respite/script/routine"
	"respite/script/stock"
)

// RequiredLines returns every line that a voice must have for a routine under any
// options, each once: the routine's own lines in the order of the file, then the given
// stock phrases or those of its language.
func RequiredLines(r *routine.Routine, phrases *stock.Phrases) ([]string, error) {
	if phrases == nil {
		var err error
		if phrases, err = stock.For(r.Language); err != nil {
			return nil, err
		}
	}
	var lines []string
	seen := map[string]bool{}
	add := func(text string) {
		if !seen[text] {
			seen[text] = true
			lines = append(lines, text)
		}
	}
	for text := range r.Lines() {
		add(text)
	}
	for _, text := range phrases.All() {
		add(text)
	}
	return lines, nil
}
