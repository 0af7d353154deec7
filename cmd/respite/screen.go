package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"respite/script"
)

// noteTime is how long a note stays.
const noteTime = 3 * time.Second

// A screen shows where a session is: on a terminal one line that stays,
// elsewhere one line for each stretch.
type screen struct {
	w        io.Writer
	terminal *os.File // nil where there is none
	shown    string
	columns  int // when it was shown
	stretch  int // the last one shown, -1 at first
	notice   string
	until    time.Time // that the notice stays
}

func newScreen(w io.Writer) *screen {
	s := &screen{w: w, stretch: -1}
	if isTerminal(w) {
		s.terminal = w.(*os.File)
	}
	return s
}

// note shows something else for a moment.
func (s *screen) note(text string) {
	s.notice, s.until = text, time.Now().Add(noteTime)
}

// show shows the status; chapter is the number of its stretch.
func (s *screen) show(st status, chapter int) {
	if s.terminal == nil {
		if chapter != s.stretch {
			s.stretch = chapter
			fmt.Fprintf(s.w, "%7s  %s\n", script.Clock(st.at), st.stretch)
		}
		return
	}
	if time.Now().Before(s.until) {
		st.note = s.notice
	}
	columns, _, err := term.GetSize(int(s.terminal.Fd()))
	if err != nil || columns <= 0 {
		columns = 80
	}
	line := st.line(columns - 1) // in the last column some terminals go on to the next line
	if line == s.shown && columns == s.columns {
		return
	}
	s.clear()
	fmt.Fprint(s.w, line)
	s.shown, s.columns = line, columns
}

// clear leaves the line empty. A terminal that became narrower has folded it.
func (s *screen) clear() {
	if s.terminal == nil || s.shown == "" {
		return
	}
	folds := 0
	if columns, _, err := term.GetSize(int(s.terminal.Fd())); err == nil && columns > 0 {
		folds = (width(s.shown) - 1) / columns
	}
	fmt.Fprint(s.w, strings.Repeat("\x1b[A", folds)+"\r\x1b[J")
	s.shown = ""
}

// show shows where the sitting is.
func (s *sitting) show() {
	state := s.player.State()
	at := min(s.length(state.At), s.timeline.Length)
	m := s.timeline.StatusAt(at)
	st := status{
		asked: m.Line, phase: m.Phase, number: m.Number, count: m.Count,
		at: at, length: s.timeline.Length, paused: !state.Playing,
		stretch: s.timeline.Title,
	}
	if m.Chapter >= 0 {
		st.stretch = s.timeline.Chapters[m.Chapter].Title
	}
	s.screen.show(st, m.Chapter)
	s.desktop.show(desktopView{
		title: s.timeline.Title, stretch: st.stretch, number: m.Chapter + 1, last: m.Chapter+1 == len(s.timeline.Chapters),
		at: at, length: st.length, playing: state.Playing, volume: s.volume,
	})
}
