package audio

import (
	"math"
	"time"

	"respite/script"
)

// The levels of a session. A mono clip on both channels measures 3.01 LU more
// than alone, for ITU-R BS.1770 adds the power of the channels.
const (
	voiceLoudness = -16.0 // LUFS
	toneLoudness  = -32.0 // LUFS, of a breath tone where it is fullest
	toneMastered  = -23.0 // LUFS, as the bundled textures are made, mono
	bellGain      = -8.0  // dB, of the bells as they are made
	bothChannels  = 3.01  // LU
)

// The levels of an ambience's bed where nothing else sounds, in dB above the voice.
// At the highest it still stands 20 dB under the voice while that speaks.
const (
	LowestAmbience  = -60.0
	DefaultAmbience = -24.0
	HighestAmbience = -10.0
)

// A Kit is what a session sounds with.
type Kit struct {
	Rate          int // of the frames, Hz
	Voice         Voice
	Tones         Tones
	Bells         Bells
	Ambience      *Ambience // nil for none
	AmbienceLevel float64   // dB above the voice, LowestAmbience to HighestAmbience
	Master        *Master   // nil leaves the levels as they are mixed
}

// NewSession is the sound of a timeline, as a Source of the timeline's length.
// It fails where a clip is missing or damaged, where the session is silent, and with a
// [*TooLoudError].
func NewSession(t *script.Timeline, k Kit) (Source, error) {
	tracks, err := newDesk(k).tracks(t.Cues)
	if err != nil {
		return nil, err
	}
	m := newMix(FrameAt(t.Length, k.Rate), tracks)
	if k.Ambience != nil {
		m.bed = newBed(k.Ambience, t, k.Ambience.gain(voiceLoudness, k.AmbienceLevel))
	}
	if k.Master == nil {
		return m, nil
	}
	return k.Master.apply(m, k.Rate)
}

// FrameAt is the frame that stands at a time, the nearest one.
func FrameAt(t time.Duration, rate int) int64 {
	ms := t.Milliseconds()
	return (ms*int64(rate) + 500) / 1000
}

// decibels is the factor of a gain in dB.
func decibels(db float64) float32 { return float32(math.Pow(10, db/20)) }
