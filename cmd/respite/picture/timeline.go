package picture

import (
	"fmt"
	"math"
	"time"

	"respite/script"
)

// A Chart holds the data of a picture of a session.
type Chart struct {
	Timeline *script.Timeline
	Bed      string    // name of the ambience; empty for none
	Loudness []float64 // LUFS, at equal distances over the whole session; nil: not shown
	Safety   string    // last line of the picture
}

// The layout of a chart, in its units.
const (
	chartWidth = 800.0
	left       = 16.0
	right      = chartWidth - 16
	top        = 62.0
	rowHeight  = 124.0
	mostRows   = 12
)

// The layout inside of a row, from its top.
const (
	titleAt  = 12.0
	breathAt = 22.0
	breathBy = 38.0
	speechAt = 66.0
	speechBy = 10.0
	bedAt    = 82.0
	bedBy    = 18.0
	clockAt  = 112.0
)

// Draw draws the session in rows, like lines of music. Each row shows the breath, then speech,
// bells, and the loudness over the bed.
func (c Chart) Draw() Drawing {
	p := newChartPen(c)
	height := top + float64(p.rows)*rowHeight + 44
	d := Drawing{Width: chartWidth, Height: height, Title: c.Timeline.Title, Alt: c.alt()}
	p.word(point{left, 30}, c.Timeline.Title, body, 19, 640)
	p.last().bold = true
	p.word(point{right, 30}, script.Clock(c.Timeline.Length), soft, 14, 120)
	p.last().end = true
	for row := range p.rows {
		p.frame(row)
	}
	p.bed()
	p.loudness()
	p.breath()
	p.speech()
	p.bells()
	p.chapters()
	p.legend(height - 26)
	d.shapes = p.shapes
	return d
}

// alt describes the picture in words.
func (c Chart) alt() string {
	said, breaths := 0, 0
	for _, cue := range c.Timeline.Cues {
		switch cue.Kind {
		case script.Speech:
			said++
		case script.Inhale:
			breaths++
		}
	}
	return fmt.Sprintf("%s, %s: %d chapters, %d spoken lines, %d breaths", c.Timeline.Title, script.Clock(c.Timeline.Length), len(c.Timeline.Chapters), said, breaths)
}

// A chartPen draws a chart.
type chartPen struct {
	Chart
	rows   int
	each   time.Duration // duration of a row
	shapes []shape
}

func newChartPen(c Chart) *chartPen {
	p := &chartPen{Chart: c, each: time.Minute}
	for p.each*mostRows < c.Timeline.Length {
		p.each += 30 * time.Second
	}
	if p.each == time.Minute && c.Timeline.Length > 4*time.Minute {
		p.each = 90 * time.Second
	}
	p.rows = max(1, int((c.Timeline.Length+p.each-1)/p.each))
	return p
}

// place returns the row and the x of a time.
func (p *chartPen) place(at time.Duration) (row int, x float64) {
	row = min(int(at/p.each), p.rows-1)
	return row, left + (right-left)*float64(at-time.Duration(row)*p.each)/float64(p.each)
}

// y returns the top of a row.
func (p *chartPen) y(row int) float64 { return top + float64(row)*rowHeight }

func (p *chartPen) last() *shape { return &p.shapes[len(p.shapes)-1] }

func (p *chartPen) line(colour ink, width float64, lines ...[]point) {
	p.shapes = append(p.shapes, shape{paths: lines, open: true, stroke: colour, width: width})
}

func (p *chartPen) area(colour ink, polygons ...[]point) {
	p.shapes = append(p.shapes, shape{paths: polygons, fill: colour})
}

// word draws a text, shortened to the available width.
func (p *chartPen) word(at point, text string, colour ink, size, room float64) {
	if text = shorten(text, room/(size*0.56)); text != "" {
		p.shapes = append(p.shapes, shape{paths: [][]point{{at}}, text: text, fill: colour, size: size})
	} else {
		p.shapes = append(p.shapes, shape{paths: [][]point{{at, at}}, open: true})
	}
}

// frame draws the background and the clock of a row.
func (p *chartPen) frame(row int) {
	y, from := p.y(row), time.Duration(row)*p.each
	_, end := p.placeIn(row, p.Timeline.Length)
	p.line(faint, 1, []point{{left, y + breathAt + breathBy}, {end, y + breathAt + breathBy}})
	step := p.tick()
	for at := from; at < from+p.each && at <= p.Timeline.Length; at += step {
		_, x := p.placeIn(row, at)
		p.line(soft, 1, []point{{x, y + clockAt - 11}, {x, y + clockAt - 7}})
		p.word(point{x + 3, y + clockAt}, script.Clock(at), soft, 10, 60)
	}
}

// tick returns the interval between two marks of the clock.
func (p *chartPen) tick() time.Duration {
	switch {
	case p.each <= 2*time.Minute:
		return 15 * time.Second
	case p.each <= 6*time.Minute:
		return time.Minute
	}
	return (p.each / 6).Round(time.Minute)
}

// placeIn returns the x of a time in a row. A time outside of the row is moved to its edge.
func (p *chartPen) placeIn(row int, at time.Duration) (inside bool, x float64) {
	from := time.Duration(row) * p.each
	part := float64(at-from) / float64(p.each)
	return part >= 0 && part <= 1, left + (right-left)*math.Min(math.Max(part, 0), 1)
}

// spans calls draw for each row that a time range covers.
func (p *chartPen) spans(from, to time.Duration, draw func(y, x0, x1 float64)) {
	if to <= from {
		return
	}
	first, _ := p.place(from)
	last, _ := p.place(to - 1)
	for row := first; row <= last; row++ {
		_, x0 := p.placeIn(row, from)
		_, x1 := p.placeIn(row, to)
		draw(p.y(row), x0, x1)
	}
}
