package record

import (
	"context"
	"fmt"

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

// perform has the engine speak a line and masters it. A line that cannot be whole is
// said again. One that is too fast or too slow is said once more at another speed; where
// that does not help, the warning says so.
func perform(ctx context.Context, e speech.Engine, kind mastering.Kind, text string) (clip audio.Clip, warning string, err error) {
	take, rate, err := whole(ctx, e, text)
	if err != nil {
		return clip, "", err
	}
	if pace := speech.Pace(take, rate, text); !isCalm(pace) {
		if again, at, now, ok := sayAtPace(ctx, e, text, pace); ok {
			take, rate, pace = again, at, now
		}
		if !isCalm(pace) {
			warning = fmt.Sprintf("%.0f words a minute; %d to %d are calm", pace, slowPace, fastPace)
		}
	}
	if ctx.Err() != nil {
		return clip, "", context.Cause(ctx)
	}
	clip, err = mastering.Line(take, rate, kind)
	return clip, warning, err
}

// isCalm tells a calm pace; 0 is that of a line that is too short to tell.
func isCalm(pace float64) bool { return pace == 0 || pace >= slowPace && pace <= fastPace }

// sayAtPace says a line once more with the speed that should bring its pace to a calm one.
// Ok tells whether the engine has a control for it and the new take is nearer to it.
func sayAtPace(ctx context.Context, e speech.Engine, text string, pace float64) (take []float32, rate int, now float64, ok bool) {
	paced, can := e.(speech.Paced)
	if !can {
		return nil, 0, pace, false
	}
	take, rate, err := paced.AtSpeed(calmPace/pace).Speak(ctx, text)
	if err != nil || speech.CheckTake(take, rate, text) != nil {
		return nil, 0, pace, false
	}
	now = speech.Pace(take, rate, text)
	return take, rate, now, distance(now) < distance(pace)
}

// distance is how far a pace is from the calm one, as a factor of 1 or more.
func distance(pace float64) float64 { return max(pace/calmPace, calmPace/pace) }

// whole has the engine say a line until the take is whole.
func whole(ctx context.Context, e speech.Engine, text string) (take []float32, rate int, err error) {
	for range tries {
		take, rate, err = e.Speak(ctx, text)
		if err != nil {
			return nil, 0, err // the engine itself knows what is worth another try
		}
		if err = speech.CheckTake(take, rate, text); err == nil {
			return take, rate, nil
		}
		if ctx.Err() != nil {
			return nil, 0, context.Cause(ctx)
		}
	}
	return nil, 0, fmt.Errorf("said %d times, and each time wrong: %w", tries, err)
}
