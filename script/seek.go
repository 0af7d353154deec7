package script

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// startOver is the time from the start of a chapter during which Previous goes to the
// chapter before it.
const startOver = 3 * time.Second

// Resume returns where a session that was left at a time continues: at the start of
// the current line and breath, or at the same time between lines and breaths.
func (t *Timeline) Resume(at time.Duration) time.Duration {
	for {
		from := min(t.lineStart(at), t.breathStart(at))
		if from == at {
			return at
		}
		at = from
	}
}

// Next returns the start of the chapter after the one at a time; ok is false in the
// last one.
func (t *Timeline) Next(at time.Duration) (next time.Duration, ok bool) {
	i := t.ChapterAt(at) + 1
	if i >= len(t.Chapters) {
		return at, false
	}
	return t.Chapters[i].At, true
}

// Repeat returns the start of the chapter at a time.
func (t *Timeline) Repeat(at time.Duration) time.Duration {
	i := t.ChapterAt(at)
	if i < 0 {
		return 0
	}
	return t.Chapters[i].At
}

// Previous returns the start of the chapter before the one at a time or, more than
// three seconds into a chapter, the start of that one.
func (t *Timeline) Previous(at time.Duration) time.Duration {
	start := t.Repeat(at)
	if at-start > startOver {
		return start
	}
	return t.Repeat(max(start-1, 0))
}

// Find returns the start of the chapter with a title or, in the first round, of a
// stretch with that name, regardless of case. The error is a *ChoiceError.
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

// lineStart returns the start of the line that is being spoken, or at.
func (t *Timeline) lineStart(at time.Duration) time.Duration {
	for _, c := range t.Cues {
		if c.Kind == Speech && c.At < at && at < c.End() {
			return c.At
		}
	}
	return at
}

// breathStart returns the start of the current breath, or at. A breath is an inhale
// and all the phases that follow it without a gap.
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
