package live

import (
	"cmp"
	"os"
	"strings"
	"time"

	"respite/cmd/respite/clean"
	"respite/script"
)

// show updates the view and the desktop.
func (p *playback) show() {
	state := p.player.State()
	v := viewAt(p.Timeline, p.at())
	v.paused, v.volume = !state.Playing, p.volume
	p.console.show(v)
	p.desktop.show(v)
}

// viewAt returns the view of a session at a time. Its texts are cleaned for the terminal.
func viewAt(t *script.Timeline, at time.Duration) view {
	s := t.StatusAt(at)
	v := view{title: t.Title, chapter: s.Chapter, stretch: t.Title, line: s.Line, at: at, ends: t.Length, length: t.Length}
	if s.Chapter >= 0 {
		v.stretch = t.Chapters[s.Chapter].Title
	}
	if i := s.Chapter + 1; i < len(t.Chapters) {
		v.next, v.ends = t.Chapters[i].Title, t.Chapters[i].At
	}
	for _, text := range []*string{&v.title, &v.stretch, &v.next, &v.line} {
		*text = clean.Line(*text)
	}
	v.breath = breathAt(t, at)
	return v
}

// breathAt returns the position in the breath at a time.
func breathAt(t *script.Timeline, at time.Duration) breath {
	var b breath
	for _, c := range t.Cues {
		if c.At > at {
			break
		}
		if c.Kind.IsPhase() && at < c.End() {
			share := float64(at-c.At) / float64(c.Length)
			b = breath{phase: c.Kind, number: c.Number, count: c.Count, full: fullness(c.Kind, share)}
		}
	}
	return b
}

// fullness returns how full the lungs are after a share of a phase.
func fullness(phase script.Kind, share float64) float64 {
	switch phase {
	case script.Inhale:
		return share
	case script.Sip, script.HoldTone:
		return 1
	case script.Exhale:
		return 1 - share
	}
	return 0
}

// spoken returns the text that a timeline says.
func spoken(t *script.Timeline) string {
	var lines []string
	for _, c := range t.Cues {
		if c.Kind == script.Speech {
			lines = append(lines, c.Text)
		}
	}
	for i := range len(lines) - 1 {
		if !strings.ContainsAny(lines[i][len(lines[i])-1:], ".!?") { // the name of a stretch has no full stop
			lines[i] += "."
		}
	}
	return strings.Join(lines, " ")
}

// unicodeTerminal tells whether the terminal can show more than ASCII.
func unicodeTerminal() bool {
	locale := strings.ToLower(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG")))
	return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8") || os.PathSeparator == '\\'
}
