package record

import (
	"context"
	"fmt"
	"math"
	"slices"

	"respite/audio"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// tries is how often a line is spoken at most until it passes the checks.
const tries = 3

// The calm pace in words a minute, for lines of at least eight words.
const (
	slowPace, calmPace, fastPace = 95, 115, 135
)

// A performer speaks and masters lines.
type performer struct {
	engine     speech.Engine
	kind       mastering.Kind
	recogniser *speech.Recogniser // nil: nobody checks the words
	speed      float64            // relative to the calm pace; 0 means 1
}

// A performed is a complete line with its possible faults, as texts.
type performed struct {
	clip  audio.Clip
	hasty string // why its pace is not calm
	doubt string // why it may not say its text
}

// An engineTake is the output of an engine, and what the recogniser heard.
type engineTake struct {
	sound []float32
	rate  int
	heard speech.Heard
}

// perform makes the engine speak a line and masters it. It repeats a line that is incomplete
// or in which other words are heard. A line that is too fast or too slow is spoken once more
// at another speed.
func (p performer) perform(ctx context.Context, text string) (line performed, err error) {
	t, err := p.best(ctx, text)
	if err != nil {
		return performed{}, err
	}
	if pace := speech.Pace(t.sound, t.rate, text); !p.isCalm(pace) {
		t = p.atPace(ctx, text, pace, t)
	}
	if ctx.Err() != nil {
		return performed{}, context.Cause(ctx)
	}
	line.clip, err = mastering.Line(t.sound, t.rate, p.kind)
	line.hasty = p.hasty(speech.Pace(t.sound, t.rate, text))
	if t.heard.Doubtful {
		line.doubt = fmt.Sprintf("heard as %q", t.heard.Text)
	}
	return line, err
}

// best makes the engine speak a line until it is complete and its words are recognised. If
// that never happens, it returns the take with the most recognised words.
func (p performer) best(ctx context.Context, text string) (best engineTake, err error) {
	var wrong error
	var last []float32
	for range tries {
		t, err := p.say(ctx, p.engine, text)
		switch {
		case err != nil && ctx.Err() != nil:
			return best, context.Cause(ctx)
		case isBroken(err):
			wrong = err
		case err != nil:
			return best, err // the engine itself repeats what is worth repeating
		case best.sound == nil || t.heard.Wrong < best.heard.Wrong:
			best = t
		}
		if best.sound != nil && !best.heard.Doubtful || t.sound != nil && slices.Equal(t.sound, last) {
			break // the take is right, or the engine always gives the same one
		}
		last = t.sound
	}
	if best.sound == nil {
		return best, fmt.Errorf("spoken %d times, wrong each time: %w", tries, wrong)
	}
	return best, nil
}

// A brokenError means that a take is not complete.
type brokenError struct{ error }

func isBroken(err error) bool {
	_, broken := err.(brokenError)
	return broken
}

// say makes an engine speak a line once, checks the sound and has it recognised.
func (p performer) say(ctx context.Context, e speech.Engine, text string) (t engineTake, err error) {
	if t.sound, t.rate, err = e.Speak(ctx, text); err != nil {
		return engineTake{}, err
	}
	if err := speech.CheckTake(t.sound, t.rate, text); err != nil {
		return engineTake{}, brokenError{err}
	}
	if p.recogniser != nil {
		if t.heard, err = p.recogniser.Listen(ctx, t.sound, t.rate, text); err != nil {
			return engineTake{}, fmt.Errorf("the recogniser %s: %w", p.recogniser, err)
		}
	}
	return t, nil
}

// atPace speaks a line once more at the speed that should give a calm pace, and returns the
// better of the two takes.
func (p performer) atPace(ctx context.Context, text string, pace float64, first engineTake) engineTake {
	paced, can := p.engine.(speech.Paced)
	if !can {
		return first
	}
	again, err := p.say(ctx, paced.AtSpeed(p.calm()/pace), text)
	if err != nil || again.heard.Doubtful && !first.heard.Doubtful ||
		p.distance(speech.Pace(again.sound, again.rate, text)) >= p.distance(pace) {
		return first
	}
	return again
}

// calm returns the requested pace in words a minute.
func (p performer) calm() float64 { return calmPace * p.factor() }

func (p performer) factor() float64 {
	if p.speed == 0 {
		return 1
	}
	return p.speed
}

// isCalm tells whether a pace is as requested, in whole words. A pace of 0 belongs to a line
// that is too short to measure.
func (p performer) isCalm(pace float64) bool {
	pace = math.Round(pace)
	return pace == 0 || pace >= math.Round(slowPace*p.factor()) && pace <= math.Round(fastPace*p.factor())
}

// hasty describes what is wrong with a pace; empty if it is as requested.
func (p performer) hasty(pace float64) string {
	if p.isCalm(pace) {
		return ""
	}
	return fmt.Sprintf("%.0f words a minute; %.0f to %.0f are calm", pace, slowPace*p.factor(), fastPace*p.factor())
}

// distance returns the ratio of a pace and the requested pace, as a factor of at least 1.
func (p performer) distance(pace float64) float64 { return max(pace/p.calm(), p.calm()/pace) }
