package live

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"respite/script"
)

// Control sequences of xterm, which most terminals support.
const (
	enterScreen = "\x1b[?1049h\x1b[?25l" // a screen of our own, without a cursor
	leaveScreen = "\x1b[?25h\x1b[?1049l"
	clearScreen = "\x1b[H\x1b[2J"
	clearLine   = "\x1b[K"
)

// A screen draws a view on the terminal. It uses the alternate screen, so that nothing scrolls
// and the previous content returns at the end.
type screen struct {
	f             *os.File
	entered       bool
	columns, rows int
	shown         []string // lines that are on the screen
}

// show draws changed lines in a single write.
func (s *screen) show(v view) {
	columns, rows, err := term.GetSize(int(s.f.Fd()))
	if err != nil || columns <= 0 || rows <= 0 {
		columns, rows = 80, 24
	}
	out := ""
	if !s.entered {
		out += enterScreen
	}
	if !s.entered || columns != s.columns || rows != s.rows {
		out += clearScreen
		s.entered, s.columns, s.rows, s.shown = true, columns, rows, nil
	}
	lines := v.lines(columns-1, rows) // clearLine after text in the last column would erase it
	for i := range max(len(lines), len(s.shown)) {
		if text := at(lines, i); text != at(s.shown, i) {
			out += fmt.Sprintf("\x1b[%d;1H%s%s", i+1, text, clearLine)
		}
	}
	s.shown = lines
	if out != "" {
		_, _ = io.WriteString(s.f, out) // an error means that the terminal is gone
	}
}

// close restores the terminal.
func (s *screen) close() {
	if s.entered {
		_, _ = io.WriteString(s.f, leaveScreen)
		s.entered = false
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// A plainView prints one line for each stretch, for output that is not a terminal.
type plainView struct {
	w       io.Writer
	stretch int // last printed stretch, -1 at first
}

func (p *plainView) show(v view) {
	if v.chapter != p.stretch {
		p.stretch = v.chapter
		fmt.Fprintf(p.w, "%7s  %s\n", script.Clock(v.at), v.stretch)
	}
}

// note prints a text, unless the screen shows it.
func (p *plainView) note(text string, shown bool) {
	if !shown {
		fmt.Fprintln(p.w, strings.TrimSpace(text))
	}
}
