package record

import (
	"errors"
	"math"

	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/mastering"
)

// A Dictation listens to a person who reads one line, and tells when the line is over.
type Dictation struct {
	take   Take
	loud   []float64 // of each frame of 10 ms
	rest   []float32 // what is no whole frame yet
	spoken int       // frames that were speech
	silent int       // frames since the last one that was
}

const (
	endPause     = 120   // frames: the pause that ends a line, 1.2 s
	leastSpoken  = 15    // frames: less is a click or a breath
	longestPause = 2000  // frames: the longest time without a first word, 20 s
	quietSpeech  = 0.003 // amplitude, -50 dBFS: what is softer is never taken for speech
)

// ErrNobodySpeaks says that no word was heard for twenty seconds.
var ErrNobodySpeaks = errors.New("nobody speaks: is the microphone on, and the right one?")

// Hear takes the next sound of the microphone: mono, at samples.VoiceRate, full scale 1. Over
// tells that the line was read, and a pause followed.
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
		return true, nil // the checks of the take find it
	}
	return false, nil
}

// frame takes 10 ms.
func (d *Dictation) frame(x []float32) {
	run := 0
	for _, v := range x {
		d.take.pcm = append(d.take.pcm, int16(min(max(math.Round(float64(v)*32768), -32768), 32767)))
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

// speech is the level above which a frame is speech: 12 dB above the quiet frames, such
// as those before the first word.
func (d *Dictation) speech() float64 {
	recent := d.loud[max(0, len(d.loud)-600):]
	return max(4*quantile.Of(recent, 0.1), quietSpeech)
}

// Take is what was heard, from shortly before the first word on.
func (d *Dictation) Take() *Take { return &d.take }
