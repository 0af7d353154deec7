package script

import "time"

// A Status is the state of a session at a time, for a screen.
type Status struct {
	Chapter int    // index in the timeline; -1 before the first
	Line    string // the last line of the chapter so far; its title before the first line
	Phase   Kind   // of the breath; empty between doses
	Number  int    // number of the breath in its dose, from 1; 0 on a breath that is not counted
	Count   int    // number of breaths of the dose
	Side    Side   // of the body; empty where there are no sides
}

// StatusAt returns the status at a time.
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

// ChapterAt returns the index of the chapter at a time, or -1 before the first one.
func (t *Timeline) ChapterAt(at time.Duration) int {
	n := 0
	for n < len(t.Chapters) && t.Chapters[n].At <= at {
		n++
	}
	return n - 1
}
