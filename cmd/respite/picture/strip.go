package picture

import (
	"fmt"
	"io"
	"strings"
	"time"

	"respite/script"
)

// steps are the blocks of a terminal cell, filled from below in eighths.
var steps = []rune(" ▁▂▃▄▅▆▇█")

// WriteStrip draws the breath and the speech of a session as text, with a number of cells in a
// line. The upper row shows the breath by the height of its blocks; the lower row shows speech
// as lines and bells as dots.
func WriteStrip(w io.Writer, t *script.Timeline, cells int) error {
	s := newStrip(t, max(cells, 20))
	for from := 0; from < s.total; from += s.cells {
		to := min(from+s.cells, s.total)
		if _, err := fmt.Fprintf(w, "%s\n%s\n%s\n\n", s.titles(from, to), string(s.breath[from:to]), strings.TrimRight(string(s.said[from:to]), " ")); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%s\n", shorten(fmt.Sprintf("▁▄█ breath  ━ speech  ◆ bell  a cell is %v; %s in all", s.each, script.Clock(t.Length)), float64(max(cells, 20))))
	return err
}

// A strip is a session divided into cells.
type strip struct {
	*script.Timeline
	each         time.Duration // duration of a cell
	cells, total int           // number of cells in a line, and in total
	breath, said []rune
}

// mostLines keeps a strip on one screen. A longer session has longer cells.
const mostLines = 12

func newStrip(t *script.Timeline, cells int) *strip {
	s := &strip{Timeline: t, each: time.Second, cells: cells}
	for s.each*time.Duration(cells*mostLines) < t.Length {
		s.each += time.Second
	}
	s.total = int((t.Length + s.each - 1) / s.each)
	s.breath, s.said = []rune(strings.Repeat(" ", s.total)), []rune(strings.Repeat(" ", s.total))
	s.fillBreath()
	s.fillSaid()
	return s
}

func (s *strip) cell(at time.Duration) int { return min(int(at/s.each), s.total-1) }

func (s *strip) fillBreath() {
	turns := Breath(s.Timeline)
	for i := 0; i+1 < len(turns); i++ {
		a, b := turns[i], turns[i+1]
		for n := s.cell(a.At); n <= s.cell(b.At-1); n++ {
			middle := time.Duration(n)*s.each + s.each/2
			s.breath[n] = steps[1+int(levelBetween(a, b, float64(middle))*7+0.5)]
			if a.Level == 0 && b.Level == 0 {
				s.breath[n] = ' '
			}
		}
	}
}

func (s *strip) fillSaid() {
	for _, c := range s.Cues {
		switch c.Kind {
		case script.Speech, script.Sound:
			for n := s.cell(c.At); n <= s.cell(c.End()-1); n++ {
				s.said[n] = '━'
			}
		case script.Bell:
			s.said[s.cell(c.At)] = '◆'
		}
	}
}

// titles returns the line above the cells from and to: the chapters that start there, or the
// start time.
func (s *strip) titles(from, to int) string {
	line, used := "", 0
	for i, c := range s.Chapters {
		at := s.cell(c.At)
		if at < from || at >= to {
			continue
		}
		room := to - at - 1
		if i+1 < len(s.Chapters) {
			room = min(room, s.cell(s.Chapters[i+1].At)-at-1)
		}
		if gap := at - from - used; gap > 0 {
			line += strings.Repeat(" ", gap)
			used += gap
		}
		text := shorten("|"+c.Title, float64(room))
		line += text
		used += width(text)
	}
	return strings.TrimRight(line, " ")
}
