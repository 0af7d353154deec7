package audio

import (
	"math"

	"respite/audio/limit"
	"respite/script"
)

// What the tests outside of the package need of its insides.

const VoiceLoudness = voiceLoudness

var ErrSilent = errSilent

// BreathTone is the tone of a phase of so many frames.
func BreathTone(t Tones, k script.Kind, rate int, frames int64) (Source, error) {
	name, sweep := breathTone(k, t.Range())
	texture, err := t.Texture(name)
	return newTone(texture, rate, frames, sweep), err
}

// MasterGain is what a session's master adds, in dB: its first track is the opening bell.
func MasterGain(s *Session) float64 {
	bell := s.source.(*limit.Limiter).Source.(*mix).tracks[0]
	return 20 * math.Log10(float64(bell.gain/bell.level.gainTo(bellLoudness[script.OpeningBell])))
}

// BedOf is the bed of a session without a master.
func BedOf(s *Session) Source { return s.source.(*mix).bed }

// NewBed is a bed with a gain in dB where nothing else sounds.
func NewBed(a *Ambience, t *script.Timeline, gain float64) Source { return newBed(a, t, gain) }

// AmbienceLoudness is in LUFS.
func AmbienceLoudness(a *Ambience) float64 { return a.level.loudness() }

// AmbienceEnergy is that of the loop from one time to another, in seconds.
func AmbienceEnergy(a *Ambience, from, to float64) float64 { return a.energy(from, to) }

// Limiting is by how many dB the highest peak of a sound stands above the
// ceiling of a mastered session, without regard to what sounds at once.
func Limiting(s *Session) float64 {
	l := s.source.(*limit.Limiter)
	var most float32
	for _, t := range l.Source.(*mix).tracks {
		n := newLevel(t.level.raw, t.level.rate)
		most = max(most, t.gain*n.peak)
	}
	return 20*math.Log10(float64(most/l.Ceiling)) - peakMargin
}

// Unlimited is a mastered session before its limiter, and what no sample of
// that passes.
func Unlimited(s *Session) (src Source, most func(from, to int64) float32) {
	m := s.source.(*limit.Limiter).Source.(*mix)
	return m, m.Most
}
