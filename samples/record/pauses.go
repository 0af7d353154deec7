package record

import (
	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/mastering"
)

// A span is a part of a take, in seconds.
type span struct{ from, to float64 }

func (s span) seconds() float64 { return s.to - s.from }

// Shorter pauses are part of a word, and shorter sounds are clicks, in seconds.
const (
	shortestPause = 0.15
	shortestSound = 0.08
)

// sounds returns the parts of a take with speech, which are louder than the noise between
// them.
func (t *Take) sounds() []span {
	const second = float64(mastering.Frame) / samples.VoiceRate // of a frame
	loud := t.levels()
	if len(loud) == 0 {
		return nil
	}
	least := speechLevel(loud)
	var found []span
	for i, level := range loud {
		at := float64(i) * second
		switch n := len(found); {
		case level <= least:
		case n > 0 && at-found[n-1].to < shortestPause:
			found[n-1].to = at + second
		default:
			found = append(found, span{at, at + second})
		}
	}
	kept := found[:0]
	for _, s := range found {
		if s.seconds() >= shortestSound {
			kept = append(kept, s)
		}
	}
	return kept
}

// speechLevel returns the level above which a frame is speech: 12 dB above the noise, limited
// to between 40 and 20 dB below loud speech.
func speechLevel(loud []float64) float64 {
	noise, speech := quantile.Of(loud, mastering.Quietest), quantile.Of(loud, 0.95)
	return min(max(4*noise, speech/100), speech/10)
}
