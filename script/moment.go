package script

import "time"

// A Moment is what a session is at, for those who look.
type Moment struct {
	Chapter int    // its index; -1 before the first
	Line    string // the last thing that was asked for in the chapter, its title at first
	Phase   Kind   // of the breath; empty between doses
	Breath  string // its place in the dose, such as "3 of 8"
}

// MomentAt is what is going on at a time.
func (t *Timeline) MomentAt(at time.Duration) Moment {
	m := Moment{Chapter: t.ChapterAt(at)}
	var from time.Duration
	if m.Chapter >= 0 {
		from, m.Line = t.Chapters[m.Chapter].At, t.Chapters[m.Chapter].Title
	}
	for _, c := range t.Cues {
		switch {
		case c.At > at:
			return m
		case c.Kind == Speech && c.At >= from:
			m.Line = c.Text
		case c.isBreath() && at < c.End():
			m.Phase, m.Breath = c.Kind, c.Text
		}
	}
	return m
}

// ChapterAt is the index of the chapter that a time falls into, or -1 before
// the first one.
func (t *Timeline) ChapterAt(at time.Duration) int {
	n := 0
	for n < len(t.Chapters) && t.Chapters[n].At <= at {
		n++
	}
	return n - 1
}

// isBreath tells the tones of a breath from other cues.
func (c Cue) isBreath() bool {
	return c.Kind == Inhale || c.Kind == Exhale || c.Kind == HoldTone
}
