package script

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// startOver is how far into a chapter the way back still leads to the chapter before it.
const startOver = 3 * time.Second

// Resume is where a session that was left at a time goes on: at the start of
// the line and of the breath that were under way, or where it was left, if none was.
func (t *Timeline) Resume(at time.Duration) time.Duration {
	for {
		from := min(t.lineStart(at), t.breathStart(at))
		if from == at {
			return at
		}
		at = from
	}
}

// Next is where the chapter after that at a time begins; ok is false in the last one.
func (t *Timeline) Next(at time.Duration) (next time.Duration, ok bool) {
	i := t.ChapterAt(at) + 1
	if i >= len(t.Chapters) {
		return at, false
	}
	return t.Chapters[i].At, true
}

// Repeat is where the chapter at a time begins.
func (t *Timeline) Repeat(at time.Duration) time.Duration {
	i := t.ChapterAt(at)
	if i < 0 {
		return 0
	}
	return t.Chapters[i].At
}

// Previous is where the chapter before that at a time begins or, more than
// three seconds in, this one.
func (t *Timeline) Previous(at time.Duration) time.Duration {
	start := t.Repeat(at)
	if at-start > startOver {
		return start
	}
	return t.Repeat(max(start-1, 0))
}

// Find is where the chapter of that title begins or, in its first round, that
// stretch, in any case of letters. The error is a *ChoiceError.
func (t *Timeline) Find(title string) (time.Duration, error) {
	var names []string
	wanted := strings.TrimSpace(title)
	for _, c := range t.Chapters {
		if strings.EqualFold(c.Title, wanted) || strings.EqualFold(c.Stretch, wanted) {
			return c.At, nil
		}
		if name := cmp.Or(c.Stretch, c.Title); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return 0, NewChoiceError(title, names)
}

// lineStart is the start of the line that is being spoken, or at.
func (t *Timeline) lineStart(at time.Duration) time.Duration {
	for _, c := range t.Cues {
		if c.Kind == Speech && c.At < at && at < c.End() {
			return c.At
		}
	}
	return at
}

// breathStart is the start of the breath that is under way, or at. A breath
// is an inhale and all the phases that follow it without a gap.
func (t *Timeline) breathStart(at time.Duration) time.Duration {
	var start, end time.Duration
	for _, c := range t.Cues {
		switch {
		case c.At >= at:
			return pick(at < end, start, at)
		case c.Kind == Inhale:
			start, end = c.At, c.End()
		case c.Kind.IsPhase() && c.At == end:
			end = c.End()
		}
	}
	return pick(at < end, start, at)
}

func pick(ok bool, yes, no time.Duration) time.Duration {
	if ok {
		return yes
	}
	return no
}
