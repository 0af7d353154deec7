package audio

import (
	"math"

	"respite/audio/limit"
	"respite/script"
)

// Internals that the external tests use.

const VoiceLoudness = voiceLoudness

var ErrSilent = errSilent

// BreathTone returns the tone of a phase of a given number of frames.
func BreathTone(t Tones, k script.Kind, rate int, frames int64) (Source, error) {
	name, sweep := breathTone(k, t.Range())
	texture, err := t.Texture(name)
	return newTone(texture, rate, frames, sweep), err
}

// MasterGain returns the gain of a session's master in dB, measured at its first
// track, the opening bell.
func MasterGain(s *Session) float64 {
	bell := s.source.(*limit.Limiter).Source.(*mix).tracks[0]
	return 20 * math.Log10(float64(bell.gain/bell.level.gainTo(bellLoudness[script.OpeningBell])))
}

// BedOf returns the bed of a session without a master.
func BedOf(s *Session) Source { return s.source.(*mix).bed }

// NewBed returns a bed with a gain in dB while it is not ducked.
func NewBed(a *Ambience, t *script.Timeline, gain float64) Source { return newBed(a, t, gain) }

// AmbienceLoudness returns the loudness in LUFS.
func AmbienceLoudness(a *Ambience) float64 { return a.level.loudness() }

// AmbienceEnergy returns the energy of the loop between two times in seconds.
func AmbienceEnergy(a *Ambience, from, to float64) float64 { return a.energy(from, to) }

// Limiting returns by how many dB the highest peak of a single sound exceeds the
// ceiling of a mastered session.
func Limiting(s *Session) float64 {
	l := s.source.(*limit.Limiter)
	var most float32
	for _, t := range l.Source.(*mix).tracks {
		n := newLevel(t.level.raw, t.level.rate)
		most = max(most, t.gain*n.peak)
	}
	return 20*math.Log10(float64(most/l.Ceiling)) - peakMargin
}

// Unlimited returns a mastered session before its limiter, and the upper bound of its
// absolute sample values.
func Unlimited(s *Session) (src Source, most func(from, to int64) float32) {
	m := s.source.(*limit.Limiter).Source.(*mix)
	return m, m.Most
}
