package script

import (
	"strings"
	"time"
)

const (
	whereLead = 150 * time.Millisecond // before the first line, and after the last
	whereGap  = 500 * time.Millisecond // between them
)

// Where is a short timeline that tells where in t a time is: the stretch, and
// about how long the session goes on. Language is the voice's; length as in
// [Build]. What the voice cannot say is left out; a timeline without cues says nothing.
func (t *Timeline) Where(at time.Duration, language string, length func(text string) (time.Duration, bool)) *Timeline {
	w := &Timeline{Title: t.Title, Routine: t.Routine, Length: whereLead}
	for _, text := range t.whereLines(at, language) {
		said, ok := length(text)
		if !ok {
			continue
		}
		if len(w.Cues) > 0 {
			w.Length += whereGap - whereLead
		}
		said = (said + time.Millisecond - 1).Truncate(time.Millisecond)
		w.Cues = append(w.Cues, Cue{At: w.Length, Length: said, Kind: Speech, Text: text})
		w.Length += said + whereLead
	}
	return w
}

func (t *Timeline) whereLines(at time.Duration, language string) []string {
	var lines []string
	if i := t.ChapterAt(at); i >= 0 && t.Chapters[i].Stretch != "" {
		lines = append(lines, t.Chapters[i].Stretch)
	}
	base, _, _ := strings.Cut(language, "-")
	phrases, err := stockFor(base)
	if err != nil {
		return lines // a language without stock phrases still has the names of its stretches
	}
	return append(lines, phrases.left(t.Length-at))
}

// left tells about how long something still lasts.
func (s *stock) left(d time.Duration) string {
	if d < time.Minute {
		return s.sided("nearly over", "")
	}
	return s.counted("minutes left", int(d.Round(time.Minute)/time.Minute))
}
