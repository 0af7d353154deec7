package plan

import (
	"time"

	"respite/script/stock"
)

// A Voice tells how long everything lasts that a session is made of.
type Voice struct {
	// Lengths gives the length of each take of a line; none: the voice cannot say it.
	Lengths func(text string) []time.Duration
	// Sound gives the length of a sound file that the routine names; nil: there are no sounds.
	Sound func(file string) (time.Duration, error)
	// Phrases are the stock phrases; nil: those that are bundled for the routine's language.
	Phrases *stock.Phrases
}

// OneTake is the Lengths of a voice with one take of each line.
func OneTake(length func(text string) (time.Duration, bool)) func(text string) []time.Duration {
	return func(text string) []time.Duration {
		if d, ok := length(text); ok {
			return []time.Duration{d}
		}
		return nil
	}
}
