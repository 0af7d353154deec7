package script

import (
	"fmt"
	"strconv"
)

// Rounds is how often the stretches of a routine are done, one after another,
// from 1 to 99.
type Rounds int

const maxRounds = 99

// Set reads a number of rounds.
func (r *Rounds) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxRounds {
		return fmt.Errorf("%s is no number of rounds from 1 to %d", quote(text), maxRounds)
	}
	*r = Rounds(n)
	return nil
}

// String is what Set reads; it is empty for zero.
func (r *Rounds) String() string {
	if *r == 0 {
		return ""
	}
	return strconv.Itoa(int(*r))
}

// Type is the kind of value, for flag packages.
func (r *Rounds) Type() string { return "rounds" }
