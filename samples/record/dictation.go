package record

import (
	"errors"

	"respite/audio/dither"
	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/mastering"
)

// A Dictation receives the sound of a person who reads one line, and detects the end of the
// line.
type Dictation struct {
	take   Take
	loud   []float64 // level of each frame of 10 ms
	rest   []float32 // start of the next frame
	spoken int       // number of frames with speech
	silent int       // number of frames since the last one with speech
}

const (
	endPause     = 120   // frames: a pause of 1.2 s ends a line
	leastSpoken  = 15    // frames: a shorter sound is a click or a breath
	longestPause = 2000  // frames: the longest wait for the first word, 20 s
	quietSpeech  = 0.003 // amplitude, -50 dBFS: softer sound never counts as speech
)

// ErrNobodySpeaks means that no word was heard for twenty seconds.
var ErrNobodySpeaks = errors.New("no speech heard: is the microphone on, and is it the right one?")

// Hear receives sound from the microphone: mono, at samples.VoiceRate, full scale 1. It
// returns true when the line was read and a pause followed.
func (d *Dictation) Hear(x []float32) (over bool, err error) {
	d.rest = append(d.rest, x...)
	for len(d.rest) >= mastering.Frame {
		d.frame(d.rest[:mastering.Frame])
		d.rest = d.rest[mastering.Frame:]
	}
	switch {
	case d.spoken >= leastSpoken && d.silent >= endPause:
		return true, nil
	case d.spoken < leastSpoken && len(d.loud) > longestPause:
		return false, ErrNobodySpeaks
	case len(d.loud) > longestReading*samples.VoiceRate/mastering.Frame:
		return true, nil // the checks of the take report it
	}
	return false, nil
}

// frame receives 10 ms of sound.
func (d *Dictation) frame(x []float32) {
	run := 0
	for _, v := range x {
		d.take.pcm = append(d.take.pcm, int16(dither.Round(v, 0, 1<<15)))
		if run++; v < 0.9995 && v > -0.9995 {
			run = 0
		}
		if run == clippedRun {
			d.take.clipped = append(d.take.clipped, len(d.take.pcm)-1)
		}
	}
	level := mastering.Levels(x)[0]
	d.loud = append(d.loud, level)
	if level > d.speech() {
		d.spoken++
		d.silent = 0
	} else {
		d.silent++
	}
}

// speech returns the level above which a frame is speech: 12 dB above the quiet frames, for
// example those before the first word.
func (d *Dictation) speech() float64 {
	recent := d.loud[max(0, len(d.loud)-600):]
	return max(4*quantile.Of(recent, 0.1), quietSpeech)
}

// Take returns the recording, from shortly before the first word.
func (d *Dictation) Take() *Take { return &d.take }
