package plan

import (
	"fmt"
	"strconv"

	"respite/script/internal/notation"
)

// Rounds is how often the stretches of a routine are done, one after another,
// from 1 to 99.
type Rounds int

const maxRounds = 99

// UnmarshalText reads a number of rounds.
func (r *Rounds) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 || n > maxRounds {
		return fmt.Errorf("%s is no number of rounds from 1 to %d", notation.Quote(string(text)), maxRounds)
	}
	*r = Rounds(n)
	return nil
}

// MarshalText is what UnmarshalText reads; it is empty for zero.
func (r Rounds) MarshalText() ([]byte, error) {
	if r == 0 {
		return nil, nil
	}
	return strconv.AppendInt(nil, int64(r), 10), nil
}
