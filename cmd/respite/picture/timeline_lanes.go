package picture

import (
	"math"
	"slices"
	"time"

	"respite/script"
)

// breath draws the curve of the breath, with a filled area below.
func (p *chartPen) breath() {
	turns := Breath(p.Timeline)
	for i := 0; i+1 < len(turns); i++ {
		a, b := turns[i], turns[i+1]
		if a.Level == 0 && b.Level == 0 {
			continue
		}
		p.spans(a.At, b.At, func(y, x0, x1 float64) { p.phase(a, b, y, x0, x1) })
	}
}

// phase draws the part of the breath between two turns that lies in a row.
func (p *chartPen) phase(a, b Turn, y, x0, x1 float64) {
	const steps = 12
	row := int((y - top + 1) / rowHeight)
	floor := y + breathAt + breathBy
	var line []point
	for i := range steps + 1 {
		x := x0 + (x1-x0)*float64(i)/steps
		at := float64(row)*float64(p.each) + (x-left)/(right-left)*float64(p.each)
		line = append(line, point{x, floor - levelBetween(a, b, at)*breathBy})
	}
	p.area(faint, append(append([]point{{x0, floor}}, line...), point{x1, floor}))
	p.line(accent, 1.8, line)
}

// speech draws a block for each spoken line.
func (p *chartPen) speech() {
	for _, c := range p.Timeline.Cues {
		if c.Kind == script.Speech || c.Kind == script.Sound {
			p.spans(c.At, c.End(), func(y, x0, x1 float64) {
				p.area(voice, rectangle(x0, y+speechAt, math.Max(x1, x0+1), y+speechAt+speechBy))
			})
		}
	}
}

// bells draws a diamond for each bell.
func (p *chartPen) bells() {
	for _, c := range p.Timeline.Cues {
		if c.Kind == script.Bell {
			row, x := p.place(c.At)
			p.diamond(point{x, p.y(row) + speechAt + speechBy/2})
		}
	}
}

func (p *chartPen) diamond(at point) {
	const r = 5.5
	d := []point{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}
	p.shapes = append(p.shapes, shape{paths: [][]point{d}, fill: paper, stroke: body, width: 3})
	p.area(paper, d)
}

// bed draws the ambience as a band that is lower during speech.
func (p *chartPen) bed() {
	if p.Bed == "" {
		return
	}
	from := time.Duration(0)
	for _, c := range slices.Concat(p.Timeline.Cues, []script.Cue{{Kind: script.Speech, At: p.Timeline.Length}}) {
		if c.Kind != script.Speech {
			continue
		}
		p.band(from, c.At, bedBy)
		p.band(c.At, min(c.End(), p.Timeline.Length), bedBy/3)
		from = c.End()
	}
}

func (p *chartPen) band(from, to time.Duration, height float64) {
	p.spans(from, to, func(y, x0, x1 float64) {
		p.area(faint, rectangle(x0, y+bedAt+bedBy-height, x1, y+bedAt+bedBy))
	})
}

// loudness draws the loudness, from -60 LUFS at the bottom to -10 at the top.
func (p *chartPen) loudness() {
	lines := make([][]point, p.rows)
	for i, l := range p.Loudness {
		at := time.Duration((float64(i) + 0.5) / float64(len(p.Loudness)) * float64(p.Timeline.Length))
		row, x := p.place(at)
		height := math.Min(math.Max((l+60)/50, 0), 1) * bedBy
		lines[row] = append(lines[row], point{x, p.y(row) + bedAt + bedBy - height})
	}
	if len(p.Loudness) > 0 {
		p.line(soft, 1, lines...)
	}
}

// chapters draws the start of each chapter, and as much of its title as fits.
func (p *chartPen) chapters() {
	all := p.Timeline.Chapters
	for i, c := range all {
		row, x := p.place(c.At)
		room := right - x
		if i+1 < len(all) {
			if next, to := p.place(all[i+1].At); next == row {
				room = to - x - 8
			}
		}
		y := p.y(row)
		p.line(body, 1, []point{{x, y}, {x, y + bedAt + bedBy}})
		p.word(point{x + 5, y + titleAt}, c.Title, body, 13, room-5)
		p.last().bold = true
	}
}

// legend draws the legend.
func (p *chartPen) legend(y float64) {
	x := left
	entry := func(name string, width float64, draw func(x, y float64)) {
		draw(x, y)
		p.word(point{x + 30, y + 4}, name, soft, 11, 2*width)
		x += width + 36
	}
	entry("breath in, out", 80, func(x, y float64) {
		p.line(accent, 1.8, curve([]point{{x, y + 5}, {x + 4, y + 3}, {x + 11, y - 6}, {x + 18, y + 3}, {x + 22, y + 5}}, 5))
	})
	entry("speech", 42, func(x, y float64) { p.area(voice, rectangle(x, y-5, x+22, y+5)) })
	entry("bell", 26, func(x, y float64) { p.diamond(point{x + 11, y}) })
	if p.Bed != "" {
		entry(p.Bed+", lower under speech", 160, func(x, y float64) { p.area(faint, rectangle(x, y-5, x+22, y+5)) })
	}
	if len(p.Loudness) > 0 {
		entry("loudness, -60 to -10 LUFS", 150, func(x, y float64) {
			p.line(soft, 1, []point{{x, y + 2}, {x + 7, y - 3}, {x + 14, y + 1}, {x + 22, y - 4}})
		})
	}
	p.word(point{left, y + 20}, p.Safety, soft, 10, right-left)
}
