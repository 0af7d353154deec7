package audio

import (
	"fmt"
	"math"
	"time"

	"respite/samples"
	"respite/script"
)

// The levels of a session. A mono clip on both channels measures 3.01 LU more
// than alone, for ITU-R BS.1770 adds the power of the channels.
const (
	voiceLoudness = -16.0 // LUFS
	toneLoudness  = -30.0 // LUFS, of a breath tone where it is fullest
	toneMastered  = -23.0 // LUFS, as the bundled textures are made, mono
	bellGain      = -8.0  // dB, of the bells as they are made
	bothChannels  = 3.01  // LU
)

// A Kit is what a session sounds with.
type Kit struct {
	Rate  int // of the frames, Hz
	Voice *samples.Voice
	Tones *samples.Tones
}

// NewSession is the sound of a timeline, as a Source of the timeline's length.
// It fails where a clip is missing or damaged.
func NewSession(t *script.Timeline, k Kit) (Source, error) {
	d := &desk{Kit: k, lines: map[string]track{}, phases: map[phase]track{}, resamplers: map[int]*Resampler[int16]{}}
	tracks := make([]track, 0, len(t.Cues))
	for _, cue := range t.Cues {
		tr, err := d.track(cue)
		if err != nil {
			return nil, err
		}
		tr.at = FrameAt(cue.At, k.Rate)
		tracks = append(tracks, tr)
	}
	return newMix(FrameAt(t.Length, k.Rate), tracks), nil
}

// FrameAt is the frame that stands at a time, the nearest one.
func FrameAt(t time.Duration, rate int) int64 {
	ms := t.Milliseconds()
	return (ms*int64(rate) + 500) / 1000
}

// A desk makes tracks from cues, each sound once.
type desk struct {
	Kit
	lines      map[string]track
	phases     map[phase]track
	resamplers map[int]*Resampler[int16]
	full       bool // the breath is held full, not empty
}

// A phase is what tells one breath tone from another.
type phase struct {
	kind   script.Kind
	full   bool // of breath
	frames int64
}

// track is the sound of a cue, not yet placed. Cues come in their order.
func (d *desk) track(cue script.Cue) (track, error) {
	switch cue.Kind {
	case script.Speech:
		return d.line(cue.Text)
	case script.Inhale, script.Exhale, script.HoldTone:
		return d.tone(cue), nil
	case script.Bell, script.Chime:
		return d.bell(cue.Text)
	}
	return track{}, fmt.Errorf("the timeline has a cue of an unknown kind %q", cue.Kind)
}

func (d *desk) line(text string) (track, error) {
	if t, ok := d.lines[text]; ok {
		return t, nil
	}
	c, loudness, err := d.Voice.Say(text)
	if err != nil {
		return track{}, err
	}
	t := track{src: d.clip(c), gain: decibels(voiceLoudness - loudness - bothChannels)}
	d.lines[text] = t
	return t, nil
}

// tone is the breath tone of a phase. A hold stays where the phase before it ended.
func (d *desk) tone(cue script.Cue) track {
	switch cue.Kind {
	case script.Inhale:
		d.full = true
	case script.Exhale:
		d.full = false
	}
	p := phase{cue.Kind, d.full, FrameAt(cue.End(), d.Rate) - FrameAt(cue.At, d.Rate)}
	t, ok := d.phases[p]
	if !ok {
		texture, sweep := d.texture(p)
		t = track{src: newTone(texture, d.Rate, p.frames, sweep), gain: decibels(toneLoudness - toneMastered - bothChannels)}
		d.phases[p] = t
	}
	return t
}

func (d *desk) texture(p phase) (samples.Clip, sweep) {
	switch {
	case p.kind == script.Inhale:
		return d.Tones.Inhale, inhaleSweep
	case p.kind == script.Exhale:
		return d.Tones.Exhale, exhaleSweep
	case p.full:
		return d.Tones.Hold, holdSweep
	default:
		return d.Tones.Hold, restSweep
	}
}

func (d *desk) bell(name string) (track, error) {
	c, err := samples.Bell(name)
	if err != nil {
		return track{}, err
	}
	return track{src: d.clip(c), gain: decibels(bellGain)}, nil
}

func (d *desk) clip(c samples.Clip) Source {
	r, ok := d.resamplers[c.Rate]
	if !ok {
		r = NewResampler[int16](c.Rate, d.Rate)
		d.resamplers[c.Rate] = r
	}
	return newClip(c, r)
}

// decibels is the factor of a gain in dB.
func decibels(db float64) float32 { return float32(math.Pow(10, db/20)) }
