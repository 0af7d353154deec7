package script

import (
	"fmt"
	"strings"
)

// A ChoiceError is a choice of stretches that a routine cannot follow.
type ChoiceError struct {
	Name  string   // the stretch that is not there; empty when nothing is left to do
	Near  string   // the name that was probably meant, if any
	Names []string // the stretches that there are
}

func (e *ChoiceError) Error() string {
	switch {
	case e.Name == "":
		return "no stretch is left"
	case e.Near != "":
		return fmt.Sprintf("no stretch %q: did you mean %q?", e.Name, e.Near)
	default:
		return fmt.Sprintf("no stretch %q: there is %s", e.Name, strings.Join(e.Names, ", "))
	}
}

// choose picks the entries that the options leave. A rest belongs to the
// stretch before it.
func (o Options) choose(all []Stretch) ([]*Stretch, error) {
	var names []string
	for _, s := range all {
		if s.Dose.Motion != Rest {
			names = append(names, s.Name)
		}
	}
	for _, name := range append(append([]string{}, o.Only...), o.Skip...) {
		if !contains(names, name) {
			return nil, &ChoiceError{Name: name, Near: nearest(name, names), Names: names}
		}
	}
	var kept []*Stretch
	keep, stretches := len(o.Only) == 0, 0
	for i := range all {
		if s := &all[i]; s.Dose.Motion != Rest {
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
		return nil, &ChoiceError{Names: names}
	}
	return kept, nil
}

// contains looks for a name in any case.
func contains(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, strings.TrimSpace(name)) {
			return true
		}
	}
	return false
}
