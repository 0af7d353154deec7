package script

import (
	"fmt"
	"strings"
)

// Options are what a listener may choose of a session. The zero value is full
// guidance at the steady level, with every stretch and the routine's own breath.
type Options struct {
	Guidance Guidance
	Level    Level
	Length   Length   // of the whole session, in the place of the level; zero: what comes of the level
	Rounds   Rounds   // how often the stretches are done; zero: once
	Breath   Breath   // zero: the routine's
	Only     []string // names of the stretches to keep, in any case; none: all
	Skip     []string // names of the stretches to leave out
}

// A Guidance is how much is said.
type Guidance int

// The levels of guidance. What a body must do is said in all of them.
const (
	Full  Guidance = iota // everything
	Brief                 // without tips, halves, counts and the words of every breath
	Quiet                 // for those who know the routine: without set-ups and last breaths, too
)

// A Level picks a dose from its range.
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

func (g Guidance) String() string { return guidances[g] }
func (l Level) String() string    { return levels[l] }

// Set reads a guidance from its name.
func (g *Guidance) Set(name string) error { return set(g, guidances, name) }

// Set reads a level from its name.
func (l *Level) Set(name string) error { return set(l, levels, name) }

// Type is the kind of value, for flag packages.
func (g *Guidance) Type() string { return "guidance" }

// Type is the kind of value, for flag packages.
func (l *Level) Type() string { return "level" }

func set[T ~int](value *T, names []string, name string) error {
	for i, n := range names {
		if n == name {
			*value = T(i)
			return nil
		}
	}
	return fmt.Errorf("%q is none of %s", name, strings.Join(names, ", "))
}

// share is how much of their ranges the doses take.
func (l Level) share() share {
	switch l {
	case Gentle:
		return 0
	case Deep:
		return 1
	}
	return 0.5
}
