package script

// Needs is every line that a voice must have for the routine under any option,
// each once: its own in the order of the file, then the stock phrases of its
// language. It fails for a language without stock phrases.
func (r *Routine) Needs() ([]string, error) {
	phrases, err := stockFor(r.Language)
	if err != nil {
		return nil, err
	}
	var needs []string
	seen := map[string]bool{}
	for _, line := range append(r.Lines(), phrases.all()...) {
		if !seen[line] {
			seen[line] = true
			needs = append(needs, line)
		}
	}
	return needs, nil
}
