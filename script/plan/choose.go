package plan

import (
	"strings"

	"respite/script"
	"respite/script/routine"
)

// choose returns the entries that the options select. A rest belongs to the stretch
// before it.
func (o Options) choose(all []routine.Stretch) ([]*routine.Stretch, error) {
	var names []string
	for _, s := range all {
		if s.Motion.IsStretch() {
			names = append(names, s.Name)
		}
	}
	for _, name := range append(append([]string{}, o.Only...), o.Skip...) {
		if !contains(names, name) {
			return nil, script.NewChoiceError(name, names)
		}
	}
	var kept []*routine.Stretch
	keep, stretches := len(o.Only) == 0, 0
	for i := range all {
		if s := &all[i]; s.Motion.IsStretch() {
			keep = (len(o.Only) == 0 || contains(o.Only, s.Name)) && !contains(o.Skip, s.Name)
			if keep {
				stretches++
			}
		}
		if keep {
			kept = append(kept, &all[i])
		}
	}
	if stretches == 0 {
		return nil, &script.ChoiceError{Names: names}
	}
	return kept, nil
}

// contains looks for a name regardless of case.
func contains(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, strings.TrimSpace(name)) {
			return true
		}
	}
	return false
}
