package script

import (
	"fmt"
	"strings"

	"respite/script/internal/notation"
)

// A ChoiceError reports an unknown name of a stretch, or a choice that leaves no
// stretch to do.
type ChoiceError struct {
	Name  string   // the unknown name; empty when nothing is left to do
	Near  string   // the most similar name, if one is similar enough
	Names []string // the names of all stretches
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

// NewChoiceError returns the error for a name that is not in names.
func NewChoiceError(name string, names []string) *ChoiceError {
	return &ChoiceError{Name: name, Near: notation.Nearest(name, names), Names: names}
}
