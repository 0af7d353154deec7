package plan

import (
	"fmt"
	"strconv"

	"respite/script/internal/notation"
)

// Rounds is how often all stretches of a routine are repeated, from 1 to 99.
type Rounds int

const maxRounds = 99

// UnmarshalText parses a number of rounds.
func (r *Rounds) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 || n > maxRounds {
		return fmt.Errorf("%s is not a number of rounds from 1 to %d", notation.Quote(string(text)), maxRounds)
	}
	*r = Rounds(n)
	return nil
}

// MarshalText is the inverse of UnmarshalText; it is empty for zero.
func (r Rounds) MarshalText() ([]byte, error) {
	if r == 0 {
		return nil, nil
	}
	return strconv.AppendInt(nil, int64(r), 10), nil
}
