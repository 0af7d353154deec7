package record

import (
	"cmp"

	"respite/samples/record/speech"
)

// A Saying is how a line is said in one take. What is empty is as the voice says all lines.
type Saying struct {
	Spoken string  `yaml:"spoken"` // the text as it is spelt for the engine
	Speed  float64 `yaml:"speed"`  // a multiple of the voice's own
	Row    int     `yaml:"row"`    // of the engine kokoro: [speech.Kokoro]'s Row
}

// engine is the voice's engine set for the saying.
func (s Saying) engine(e speech.Engine) speech.Engine {
	if k, ok := e.(*speech.Kokoro); ok && s.Row > 0 {
		e = k.With(func(k *speech.Kokoro) { k.Row = s.Row })
	}
	if p, ok := e.(speech.Paced); ok && cmp.Or(s.Speed, 1) != 1 {
		e = p.AtSpeed(s.Speed)
	}
	return e
}
