package plan

import (
	"respite/script/routine"
	"respite/script/stock"
)

// RequiredLines is every line that a voice must have for a routine under any
// option, each once: its own in the order of the file, then the stock phrases
// of its language or those given.
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
