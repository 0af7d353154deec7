package audio

import (
	"slices"

	"respite/audio/limit"
	"respite/script"
)

// stemKinds are the kinds of cue in each stem.
var stemKinds = map[string]func(script.Kind) bool{
	"voice":  func(k script.Kind) bool { return k == script.Speech },
	"tones":  script.Kind.IsPhase,
	"bells":  func(k script.Kind) bool { return k == script.Bell },
	"sounds": func(k script.Kind) bool { return k == script.Sound },
}

// Stems returns the parts of the session, each as long as the session: voice, tones,
// bells, sounds and bed. A part that the session lacks is silent. Each stem gets the
// limiter gain of the whole session, so that the stems add up to the session, apart
// from rounding.
func (s *Session) Stems() map[string]Source {
	l, limited := s.source.(*limit.Limiter)
	whole, _ := s.source.(*mix)
	if limited {
		whole = l.Source.(*mix)
	}
	stems := map[string]Source{}
	for name, part := range whole.parts() {
		stems[name] = part
		if limited {
			stems[name] = l.Part(part)
		}
	}
	return stems
}

// parts are the parts of a mix.
func (m *mix) parts() map[string]*mix {
	parts := map[string]*mix{"bed": {frames: m.frames, bed: m.bed}}
	for name, of := range stemKinds {
		tracks := slices.DeleteFunc(slices.Clone(m.tracks), func(t track) bool { return !of(t.kind) })
		parts[name] = newMix(m.frames, tracks)
	}
	return parts
}
