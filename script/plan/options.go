// Package plan turns a routine into a timeline. Build chooses how much of each dose is
// done and lays out everything in time; Lint warns of what is allowed but hard to
// follow. The package uses the lengths of spoken lines, but no sound.
//
// A timeline depends only on the routine, the Options and the lengths of lines. The
// level selects each dose from its range. With a requested length, the doses are
// chosen to come as near to that length as possible, and the pauses, which are never
// shorter than is safe, make up the difference.
package plan

import (
	"fmt"
	"slices"
	"strings"

	"respite/script/routine"
)

// Options are a listener's choices for a session. The zero value is full guidance at
// the steady level, with every stretch and the routine's own breath.
type Options struct {
	Guidance Guidance
	Level    Level
	Length   Length         // of the whole session, instead of the level; zero: determined by the level
	Rounds   Rounds         // how often the stretches are done; zero: once
	Breath   routine.Breath // zero: the routine's
	Only     []string       // names of the stretches to keep, in any case; none: all
	Skip     []string       // names of the stretches to leave out
}

// A Guidance is the amount of spoken guidance.
type Guidance int

// The levels of guidance. All of them include what the body must do.
const (
	Full  Guidance = iota // everything
	Brief                 // brief lines instead of the set-up, form cues, the last of the counts
	Quiet                 // the name, the brief lines and the end
)

// A Level selects a dose from its range.
type Level int

// The levels.
const (
	Steady Level = iota // the middle
	Gentle              // the low end
	Deep                // the high end
)

var (
	guidances = []string{Full: "full", Brief: "brief", Quiet: "quiet"}
	levels    = []string{Steady: "steady", Gentle: "gentle", Deep: "deep"}
)

func (g Guidance) String() string { return nameOf(guidances, int(g)) }
func (l Level) String() string    { return nameOf(levels, int(l)) }

// MarshalText returns the name of the guidance.
func (g Guidance) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// MarshalText returns the name of the level.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText parses full, brief or quiet.
func (g *Guidance) UnmarshalText(text []byte) error { return setName(g, guidances, text) }

// UnmarshalText parses gentle, steady or deep.
func (l *Level) UnmarshalText(text []byte) error { return setName(l, levels, text) }

func nameOf(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return fmt.Sprint(i)
	}
	return names[i]
}

func setName[T ~int](value *T, names []string, text []byte) error {
	i := slices.Index(names, string(text))
	if i < 0 {
		return fmt.Errorf("%q is not one of %s", text, strings.Join(names, ", "))
	}
	*value = T(i)
	return nil
}

// share returns the position in the ranges of the doses, 0 to 1.
func (l Level) share() share {
	switch l {
	case Gentle:
		return 0
	case Deep:
		return 1
	}
	return 0.5
}
