package record

import (
	"cmp"

	"respite/samples/record/speech"
)

// A Saying tells how to speak a line in one take. An empty field selects the voice's default.
type Saying struct {
	Spoken string  `yaml:"spoken"` // the text as it is spelt for the engine
	Speed  float64 `yaml:"speed"`  // relative to the voice's speed
	Row    int     `yaml:"row"`    // for the engine kokoro: see [speech.Kokoro]
}

// engine returns the voice's engine with the settings of the saying.
func (s Saying) engine(e speech.Engine) speech.Engine {
	if k, ok := e.(*speech.Kokoro); ok && s.Row > 0 {
		e = k.With(func(k *speech.Kokoro) { k.Row = s.Row })
	}
	if p, ok := e.(speech.Paced); ok && cmp.Or(s.Speed, 1) != 1 {
		e = p.AtSpeed(s.Speed)
	}
	return e
}
