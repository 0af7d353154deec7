package audio

import (
	"errors"
	"fmt"
	"time"

	"respite/script"
)

// A Voice says lines. Several goroutines call it at once.
type Voice interface {
	// Say returns the sound of a line and its integrated loudness in LUFS (ITU-R
	// BS.1770-4). The text is the line as the routine has it. A voice may hold several
	// takes of a line, counted from 0. A missing line or take is an error.
	Say(text string, take int) (clip Clip, loudness float64, err error)
}

// Tones holds the textures of breath tones: steady, seamlessly looping sound, which
// can be read at any pitch for any duration. Several goroutines call it at once.
type Tones interface {
	// Texture returns the texture "inhale", "exhale" or "hold".
	Texture(name string) (Clip, error)
	// Range returns the highest speed at which the textures are read, relative to their
	// own: 1.5 raises the pitch of an inhale by a fifth.
	Range() float64
}

// Bells holds the bells of a session. Several goroutines call it at once.
type Bells interface {
	// Bell returns the bell "opening", "change" or "ending".
	Bell(name string) (Clip, error)
}

// A Kit holds everything that a session is made from.
type Kit struct {
	Rate          int // of the frames, Hz
	Voice         Voice
	Tones         Tones // nil for none
	Bells         Bells
	Sounds        Sounds    // nil where the routine names no sound files
	Ambience      *Ambience // nil for none
	AmbienceLevel float64   // dB above the voice, LowestAmbience to HighestAmbience
	Master        *Master   // nil leaves the levels as they are mixed

	// Mono makes both channels equal, for a file with one channel. The loudness of
	// Master then applies to that file, measured as one channel.
	Mono bool

	// Intro and Outro are the durations at the start and at the end without ambience.
	Intro, Outro time.Duration
}

// check returns an error for a kit that does not fit a timeline.
func (k Kit) check(t *script.Timeline) error {
	if t == nil || t.Length < 0 {
		return errors.New("there is no timeline")
	}
	if err := checkRate(k.Rate); err != nil {
		return fmt.Errorf("the session: %w", err)
	}
	if k.Ambience != nil && k.Ambience.rate != k.Rate {
		return fmt.Errorf("the ambience is at %d Hz, the session at %d", k.Ambience.rate, k.Rate)
	}
	for _, c := range t.Cues {
		if err := k.checkCue(c); err != nil {
			return err
		}
	}
	return nil
}

func (k Kit) checkCue(c script.Cue) error {
	switch {
	case c.At < 0 || c.Length < 0:
		return fmt.Errorf("the timeline has a cue of %s at %s", c.Length, c.At)
	case c.Kind == script.Speech && k.Voice == nil:
		return errors.New("the kit has no voice")
	case c.Kind == script.Bell && k.Bells == nil:
		return errors.New("the kit has no bells")
	case c.Kind == script.Sound && k.Sounds == nil:
		return errors.New("the kit has no sounds")
	}
	return nil
}

// check returns an error for a damaged clip.
func (c Clip) check() error {
	if len(c.Samples) == 0 {
		return errors.New("the clip holds no sound")
	}
	return checkRate(c.Rate)
}

// The supported sample rates, in Hz.
const LowestRate, HighestRate = 8_000, 192_000

// checkRate returns an error for an unsupported rate in Hz.
func checkRate(rate int) error {
	if rate < LowestRate || rate > HighestRate {
		return fmt.Errorf("a rate of %d Hz is not possible; it must be %d to %d Hz", rate, LowestRate, HighestRate)
	}
	return nil
}

// CheckRate returns an error where a file at a rate in Hz cannot hold a source: the
// source is a [Session] with another rate, or the rate is outside of 8 to 192 kHz.
func CheckRate(src Source, rate int) error {
	if s, ok := src.(*Session); ok && s.rate != rate {
		return fmt.Errorf("a session at %d Hz cannot be written as a file at %d", s.rate, rate)
	}
	return checkRate(rate)
}
