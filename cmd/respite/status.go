package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"respite/script"
)

// A status is what the line that stays on the screen shows.
type status struct {
	stretch string
	asked   string      // what was asked for last
	phase   script.Kind // of the breath
	number  int         // which breath of the dose this is; 0 when it is not counted
	count   int         // how many breaths the dose has
	at      time.Duration
	length  time.Duration // of the session
	paused  bool
	note    string // shown in the place of stretch and line
}

// The words for the phases of a breath.
var phaseWords = map[script.Kind]string{
	script.Inhale: "in", script.Sip: "in again", script.HoldTone: "still", script.Exhale: "out", script.RestTone: "still",
}

const (
	widest = 100 // columns that a line fills at most,
	narrow = 60  // and those below which it is told in short
)

// line is the status in at most so many columns.
func (s status) line(columns int) string {
	columns = min(columns, widest)
	right := s.clocks(max(5, columns/5))
	if columns < narrow {
		right = s.clocks(5)
	}
	if breath := s.breathText(columns < narrow); breath != "" {
		right = breath + "  " + right
	}
	room := columns - width(right) - 2
	if room < 1 {
		return cut(right, columns)
	}
	left := cut(s.text(), room)
	return left + strings.Repeat(" ", room-width(left)) + "  " + right
}

func (s status) text() string {
	switch {
	case s.note != "":
		return s.note
	case s.asked == "" || s.asked == s.stretch:
		return s.stretch
	}
	return s.stretch + ": " + s.asked
}

func (s status) breathText(short bool) string {
	switch {
	case s.paused:
		return "paused"
	case s.phase == "":
		return ""
	case short && s.number > 0:
		return fmt.Sprintf("%s %d/%d", phaseWords[s.phase], s.number, s.count)
	case short:
		return phaseWords[s.phase]
	case s.number > 0:
		return fmt.Sprintf("breathe %s %d of %d", phaseWords[s.phase], s.number, s.count)
	}
	return "breathe " + phaseWords[s.phase]
}

// clocks is the time gone, a bar of so many columns, and the time left.
func (s status) clocks(bar int) string {
	gone := 0
	if s.length > 0 {
		gone = int(int64(bar) * int64(s.at) / int64(s.length))
	}
	gone = min(max(gone, 0), bar)
	return fmt.Sprintf("%s [%s%s] -%s", script.Clock(s.at),
		strings.Repeat("#", gone), strings.Repeat(".", bar-gone), script.Clock(s.length-s.at))
}

// width is how many columns a text takes.
func width(text string) int { return uniseg.StringWidth(text) }

// cut shortens a text to so many columns.
func cut(text string, columns int) string {
	if width(text) <= columns {
		return text
	}
	var out strings.Builder
	used := 0
	for g := uniseg.NewGraphemes(text); g.Next(); {
		if used += g.Width(); used > columns-1 {
			break
		}
		out.WriteString(g.Str())
	}
	return out.String() + "…"
}
