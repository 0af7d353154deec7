package plan

import (
	"time"

	"respite/script"
	"respite/script/stock"
)

const (
	whereLead = 150 * time.Millisecond // before the first line, and after the last
	whereGap  = 500 * time.Millisecond // between them
)

// Where is a short timeline that tells where in t a time is: the stretch, and
// about how long the session goes on. What the voice cannot say is left out; a
// timeline without cues says nothing. The voice's phrases are needed to tell
// the time that is left.
func Where(t *script.Timeline, at time.Duration, v Voice) *script.Timeline {
	w := &script.Timeline{Title: t.Title, Routine: t.Routine, Length: whereLead}
	for _, text := range whereLines(t, at, v.Phrases) {
		takes := v.Lengths(text)
		if len(takes) == 0 {
			continue
		}
		if len(w.Cues) > 0 {
			w.Length += whereGap - whereLead
		}
		said := (takes[0] + time.Millisecond - 1).Truncate(time.Millisecond)
		w.Cues = append(w.Cues, script.Cue{At: w.Length, Length: said, Kind: script.Speech, Text: text})
		w.Length += said + whereLead
	}
	return w
}

func whereLines(t *script.Timeline, at time.Duration, phrases *stock.Phrases) []string {
	var lines []string
	if i := t.ChapterAt(at); i >= 0 && t.Chapters[i].Stretch != "" {
		lines = append(lines, t.Chapters[i].Stretch)
	}
	if phrases == nil {
		return lines
	}
	return append(lines, timeLeft(phrases, t.Length-at))
}

// timeLeft tells about how long something still lasts.
func timeLeft(phrases *stock.Phrases, d time.Duration) string {
	if d < time.Minute {
		return phrases.Line("nearly over", "")
	}
	return phrases.Counted("minutes left", int(d.Round(time.Minute)/time.Minute))
}
