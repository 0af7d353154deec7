package script

import "time"

// Part returns the session from one time to another as a timeline of its own, with the
// cues, chapters and poses that begin in it. It is longer where one of them ends
// later.
func (t *Timeline) Part(from, to time.Duration) *Timeline {
	part := &Timeline{Title: t.Title, Routine: t.Routine, Length: to - from}
	inside := func(at time.Duration) bool { return from <= at && at < to }
	for _, c := range t.Cues {
		if inside(c.At) {
			c.At -= from
			part.Cues, part.Length = append(part.Cues, c), max(part.Length, c.End())
		}
	}
	for _, c := range t.Chapters {
		if inside(c.At) {
			c.At -= from
			part.Chapters = append(part.Chapters, c)
		}
	}
	for _, p := range t.Poses {
		if inside(p.At) {
			p.At -= from
			part.Poses, part.Length = append(part.Poses, p), max(part.Length, p.End())
		}
	}
	return part
}
