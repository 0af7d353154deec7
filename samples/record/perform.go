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

// tries is how often a line is said at most, until it passes the checks.
const tries = 3

// The calm pace in words a minute, for lines of eight words or more.
const (
	slowPace, calmPace, fastPace = 95, 115, 135
)

// A performer is how lines are said.
type performer struct {
	engine     speech.Engine
	kind       mastering.Kind
	recogniser *speech.Recogniser // nil where nobody listens
	speed      float64            // of the calm pace; 0 is 1
}

// A performed line is whole. What else may be wrong with it stands here in words.
type performed struct {
	clip  audio.Clip
	hasty string // it is not spoken calmly
	doubt string // it may not say its text
}

// An engineTake is what an engine said, and what was heard of it.
type engineTake struct {
	sound []float32
	rate  int
	heard speech.Heard
}

// perform has the engine speak a line and masters it. A line that cannot be whole, or in which other
// words are heard, is said again. One that is too fast or too slow is said once more at another speed.
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

// best has the engine say a line until it is whole and its words are heard. Where they never are, it
// is the take in which most of them are.
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
			return best, err // the engine itself knows what is worth another try
		case best.sound == nil || t.heard.Wrong < best.heard.Wrong:
			best = t
		}
		if best.sound != nil && !best.heard.Doubtful || t.sound != nil && slices.Equal(t.sound, last) {
			break // it is right, or the engine says the same each time
		}
		last = t.sound
	}
	if best.sound == nil {
		return best, fmt.Errorf("said %d times, and each time wrong: %w", tries, wrong)
	}
	return best, nil
}

// A brokenError is the fault of a take that is not whole.
type brokenError struct{ error }

func isBroken(err error) bool {
	_, broken := err.(brokenError)
	return broken
}

// say has an engine say a line once, checks it and listens to it.
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

// atPace says a line once more with the speed that should bring its pace to a calm one, and returns the
// better one of the two takes.
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

// calm is the pace that is wanted, in words a minute.
func (p performer) calm() float64 { return calmPace * p.factor() }

func (p performer) factor() float64 {
	if p.speed == 0 {
		return 1
	}
	return p.speed
}

// isCalm tells a pace as it is wanted, in whole words; 0 is that of a line that is too short to tell.
func (p performer) isCalm(pace float64) bool {
	pace = math.Round(pace)
	return pace == 0 || pace >= math.Round(slowPace*p.factor()) && pace <= math.Round(fastPace*p.factor())
}

// hasty says what is wrong with a pace; nothing where it is as wanted.
func (p performer) hasty(pace float64) string {
	if p.isCalm(pace) {
		return ""
	}
	return fmt.Sprintf("%.0f words a minute; %.0f to %.0f are calm", pace, slowPace*p.factor(), fastPace*p.factor())
}

// distance is how far a pace is from the one that is wanted, as a factor of 1 or more.
func (p performer) distance(pace float64) float64 { return max(pace/p.calm(), p.calm()/pace) }
