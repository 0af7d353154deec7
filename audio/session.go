package audio

import (
	"math"
	"slices"
	"time"

	"respite/script"
)

// The levels of a session, in LUFS. Tones and bells are levelled by their loudest 400
// ms.
const (
	voiceLoudness = -16.0
	toneLoudness  = -32.5 // of a breath tone at its loudest
	bothChannels  = 3.01  // LU: a mono clip on both channels measures this much more, because BS.1770 adds the powers of the channels
)

// bellLoudness is the loudness of each bell: the change bell is soft, and the ending
// bell is loud enough not to be missed.
var bellLoudness = map[script.BellName]float64{
	script.OpeningBell: -26, script.ChangeBell: -30, script.EndingBell: -22,
}

// The limits of the ambience level, in dB relative to the voice, while the bed is not
// ducked. Even at the highest, the ducked bed is 20 dB below the voice.
const (
	LowestAmbience  = -60.0
	DefaultAmbience = -24.0
	HighestAmbience = -10.0
)

// A Session is the sound of a timeline: a [Source] with a rate.
type Session struct {
	source Source
	rate   int
	short  float64
}

// NewSession returns the sound of a timeline, as long as the timeline. It fails where
// the kit lacks something that the timeline needs, a clip is missing or damaged, rates
// are outside of 8 to 192 kHz or differ, or the session is silent. It returns a
// [*TooLoudError] where the loudness of the kit's Master cannot be reached.
func NewSession(t *script.Timeline, k Kit) (*Session, error) {
	if err := k.check(t); err != nil {
		return nil, err
	}
	if k.Tones == nil {
		t = withoutTones(t)
	}
	tracks, err := newArranger(k).tracks(t.Cues)
	if err != nil {
		return nil, err
	}
	m := newMix(FrameAt(t.Length, k.Rate), tracks)
	if k.Ambience != nil {
		m.bed = k.bed(t)
	}
	if k.Master == nil {
		return &Session{m, k.Rate, 0}, nil
	}
	return k.Master.apply(m, k.Rate, k.Mono)
}

// bed returns the ambience as the bed of a timeline.
func (k Kit) bed(t *script.Timeline) *bed {
	a := k.Ambience
	if k.Mono {
		a = a.mono()
	}
	b := newBed(a, t, a.gain(voiceLoudness, k.AmbienceLevel))
	b.from, b.to = k.Intro, t.Length-k.Outro
	return b
}

// Len returns the number of frames of the session.
func (s *Session) Len() int64 { return s.source.Len() }

// Render sets dst to the frames [at, at+len(dst)), as a [Source] does.
func (s *Session) Render(dst []Frame, at int64) { s.source.Render(dst, at) }

// Rate returns the number of frames in a second.
func (s *Session) Rate() int { return s.rate }

// Shortfall returns by how many LU the session stays below the loudness of its
// [Master], because its words would be too loud otherwise; 0 where the session reaches
// the loudness.
func (s *Session) Shortfall() float64 { return s.short }

// withoutTones returns a timeline without its breath tones.
func withoutTones(t *script.Timeline) *script.Timeline {
	silent := *t
	silent.Cues = slices.DeleteFunc(slices.Clone(t.Cues), func(c script.Cue) bool { return c.Kind.IsPhase() })
	return &silent
}

// FrameAt returns the frame nearest to a time, at a rate in Hz.
func FrameAt(t time.Duration, rate int) int64 {
	whole, part := t/time.Second, t%time.Second
	if part < 0 {
		whole, part = whole-1, part+time.Second
	}
	return int64(whole)*int64(rate) + (int64(part)*int64(rate)+int64(time.Second)/2)/int64(time.Second)
}

// decibels converts a gain in dB to a factor.
func decibels(db float64) float32 { return float32(math.Pow(10, db/20)) }
