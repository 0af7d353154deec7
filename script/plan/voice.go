package plan

import (
	"time"

	"respite/script/stock"
)

// A Voice supplies the lengths of everything in a session.
type Voice struct {
	// Lengths returns the length of each take of a line; none where the voice lacks the
	// line.
	Lengths func(text string) []time.Duration
	// Sound returns the length of a sound file that the routine names; nil: there are no
	// sounds.
	Sound func(file string) (time.Duration, error)
	// Phrases are the stock phrases; nil: the bundled ones of the routine's language.
	Phrases *stock.Phrases
}

// OneTake returns the Lengths of a voice with one take of each line.
func OneTake(length func(text string) (time.Duration, bool)) func(text string) []time.Duration {
	return func(text string) []time.Duration {
		if d, ok := length(text); ok {
			return []time.Duration{d}
		}
		return nil
	}
}
