package script

import "time"

// A Status is what goes on at a time of a session, for a screen.
type Status struct {
	Chapter int    // its index in the timeline; -1 before the first
	Line    string // the line that was said last in the chapter; its title before the first line
	Phase   Kind   // of the breath; empty between doses
	Number  int    // which breath of the dose this is, from 1; 0 on a breath that is not counted
	Count   int    // how many breaths the dose has
	Side    Side   // of the body; empty where there are no sides
}

// StatusAt is what goes on at a time.
func (t *Timeline) StatusAt(at time.Duration) Status {
	s := Status{Chapter: t.ChapterAt(at)}
	var from time.Duration
	if s.Chapter >= 0 {
		from, s.Line = t.Chapters[s.Chapter].At, t.Chapters[s.Chapter].Title
	}
	for _, c := range t.Cues {
		switch {
		case c.At > at:
			return s
		case c.Kind == Speech && c.At >= from:
			s.Line, s.Side = c.Text, c.Side
		case c.Kind.IsPhase() && at < c.End():
			s.Phase, s.Number, s.Count, s.Side = c.Kind, c.Number, c.Count, c.Side
		}
	}
	return s
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
