package picture

import (
	"math"
	"strings"

	"respite/script"
)

// The layout of a cover, in its units.
const (
	coverSize   = 600.0
	coverMargin = 44.0
	circleAt    = 296.0 // y of the circle's centre
	circleSize  = 168.0 // radius of the circle
	figureWide  = 300.0
	waveAt      = 548.0 // y of empty lungs
	waveHigh    = 44.0
	coverSteps  = 256 // points of the breath curve
)

// Cover draws the cover of a session: its title, a pose inside a circle, and the breath of the
// whole session. pose may be nil.
func Cover(t *script.Timeline, pose *Figure) Drawing {
	c := coverPen{chartPen{Chart: Chart{Timeline: t}}}
	c.area(accent, rectangle(0, 0, coverSize, coverSize))
	c.area(paper, disc(point{coverSize / 2, circleAt}, circleSize))
	c.title(t.Title)
	if pose != nil {
		c.pose(pose.Draw(0, ""))
	}
	c.breath()
	return Drawing{Width: coverSize, Height: coverSize, Title: t.Title, Alt: t.Title, shapes: c.shapes}
}

// disc returns a circle as a polygon whose corners are invisible at large sizes.
func disc(centre point, radius float64) []point {
	const corners = 180
	line := make([]point, corners)
	for i := range line {
		y, x := math.Sincos(2 * math.Pi * float64(i) / corners)
		line[i] = centre.plus(point{x, y}.times(radius))
	}
	return line
}

// A coverPen draws a cover.
type coverPen struct{ chartPen }

// title draws the title in the centre, in one or two lines.
func (c *coverPen) title(text string) {
	const size, most = 40.0, 23 // most: letters in one line
	lines := []string{text}
	if width(text) > most {
		lines = halves(text)
	}
	for i, line := range lines {
		y := 76 + size*1.1*(float64(i)-float64(len(lines)-1)/2)
		c.word(point{coverSize / 2, y}, line, paper, size, coverSize-2*coverMargin)
		c.last().middle, c.last().bold = true, true
	}
}

// halves splits a text at the space closest to its middle.
func halves(text string) []string {
	best := -1
	for i, r := range text {
		if r == ' ' && math.Abs(float64(2*i-len(text))) < math.Abs(float64(2*best-len(text))) {
			best = i
		}
	}
	if best < 0 {
		return []string{text}
	}
	return []string{text[:best], strings.TrimSpace(text[best:])}
}

// pose draws the pose inside the circle.
func (c *coverPen) pose(d Drawing) {
	k := figureWide / d.Width
	from := point{(coverSize - figureWide) / 2, circleAt - d.Height*k/2}
	for _, s := range d.shapes {
		paths := make([][]point, len(s.paths))
		for i, line := range s.paths {
			for _, p := range line {
				paths[i] = append(paths[i], from.plus(p.times(k)))
			}
		}
		s.paths, s.width, s.size = paths, s.width*k, s.size*k
		c.shapes = append(c.shapes, s)
	}
}

// breath draws the breath of the session as a filled wave.
func (c *coverPen) breath() {
	levels := make([]float64, coverSteps+1)
	turns := Breath(c.Timeline)
	for i := 0; i+1 < len(turns); i++ {
		a, b := turns[i], turns[i+1]
		first := int(math.Ceil(float64(a.At) / float64(c.Timeline.Length) * coverSteps))
		for n := first; n <= coverSteps; n++ {
			at := float64(c.Timeline.Length) * float64(n) / coverSteps
			if at > float64(b.At) {
				break
			}
			levels[n] = levelBetween(a, b, at)
		}
	}
	var line []point
	for i, level := range levels {
		line = append(line, point{coverSize * float64(i) / coverSteps, waveAt - waveHigh*level})
	}
	c.area(faint, append(append([]point{{0, coverSize}}, line...), point{coverSize, coverSize}))
}
