package script

import (
	"fmt"
	"strings"

	"respite/script/internal/notation"
)

// A ChoiceError names a stretch that there is not, or a choice that leaves no
// stretch to do.
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

// NewChoiceError is the error for a name that is none of names.
func NewChoiceError(name string, names []string) *ChoiceError {
	return &ChoiceError{Name: name, Near: notation.Nearest(name, names), Names: names}
}
