package picture

import (
	"math"
	"slices"
)

// The radii of the parts of the body, in the figure's units.
var (
	spineRadii = []float64{10.5, 9, 9.5}
	armRadii   = []float64{5.4, 4.5, 3.4}
	legRadii   = []float64{8.8, 6.3, 4.3, 2.8}
)

const (
	headRadius = 11.0
	neckRadius = 5.0
	halo       = 3.2 // outline in paper colour around a part that covers another
)

// sheetWidth and sheetHeight are the same for every pose, so that poses align in a row.
const sheetWidth, sheetHeight = 216.0, 162.0

// Draw draws a frame of the figure, counted from 0, with texts in a language. All frames of a
// figure have the same position and scale.
func (f Figure) Draw(frame int, language string) Drawing {
	all := Drawing{}
	var own []shape
	for i := range f.Frames {
		p := pose{flat: f.flat()}
		p.draw(f.plain(i), f.View)
		all.shapes = append(all.shapes, p.shapes...)
		if i == frame {
			own = p.shapes
		}
	}
	low, high := all.bounds()
	d := Drawing{Width: sheetWidth, Height: sheetHeight, Title: f.Name, Alt: f.Text(language), shapes: own}
	d.fit(low, high)
	return d
}

// A pose is a figure that is being drawn; y points up.
type pose struct {
	flat   bool // seen from the side
	shapes []shape
}

func (p *pose) draw(fr Frame, view string) {
	p.ground(fr, view)
	if len(fr.Shoulder) == 2 && len(fr.Hip) == 2 {
		p.body(fr)
	}
	for _, s := range fr.Strokes {
		radii := make([]float64, len(s.Width))
		for i, w := range s.Width {
			radii[i] = w / 2
		}
		p.over(body, chain(points(s.At), radii))
	}
	for _, a := range fr.Arrows {
		p.arrow(points(a))
	}
}

// ground draws the floor for a side view, or the mat for a view from above.
func (p *pose) ground(fr Frame, view string) {
	switch view {
	case "above":
		x := at(fr.Hip).x
		p.add(faint, rectangle(x-38, -12, x+38, 142))
	case "close":
	default:
		x := middle(fr)
		p.add(faint, rectangle(x-100, -5, x+100, 0))
	}
	if len(fr.Chair) > 1 {
		p.shapes = append(p.shapes, shape{paths: [][]point{points(fr.Chair)}, open: true, stroke: soft, width: 3.4})
	}
}

// body draws the body, the farthest parts first.
func (p *pose) body(fr Frame) {
	shoulders, hips := p.ends(at(fr.Shoulder), at(fr.Hip))
	p.neck(fr)
	if p.flat {
		p.limb(soft, hips[1], fr.Leg2, legRadii)
		p.limb(soft, shoulders[1], fr.Arm2, armRadii)
		p.torso(fr)
	} else {
		p.trunk(shoulders, hips)
		p.limb(body, hips[1], fr.Leg2, legRadii)
		p.limb(body, shoulders[1], fr.Arm2, armRadii)
	}
	p.limb(body, hips[0], fr.Leg, legRadii)
	p.limb(body, shoulders[0], fr.Arm, armRadii)
	if !p.flat {
		p.joints(at(fr.Shoulder), at(fr.Hip), shoulders, hips)
	}
	p.head(fr)
}

// ends returns the points where the limbs start, on the lines of the shoulders and the hips.
func (p *pose) ends(shoulder, hip point) (shoulders, hips [2]point) {
	if p.flat {
		return [2]point{shoulder, shoulder}, [2]point{hip, hip}
	}
	up := shoulder.minus(hip)
	across := point{-up.y, up.x}.times(1 / up.length())
	return [2]point{shoulder.plus(across.times(15)), shoulder.minus(across.times(15))},
		[2]point{hip.plus(across.times(9)), hip.minus(across.times(9))}
}

// torso draws the trunk in a side view, along the spine.
func (p *pose) torso(fr Frame) {
	hip, shoulder := at(fr.Hip), at(fr.Shoulder)
	back := hip.toward(shoulder, 0.5)
	if len(fr.Back) == 2 {
		back = at(fr.Back)
	}
	line := curve([]point{hip, back, shoulder}, 8)
	p.over(body, chain(line, blend(spineRadii, len(line))))
}

// trunk draws the trunk in a front view.
func (p *pose) trunk(shoulders, hips [2]point) {
	p.over(body, [][]point{
		capsule(shoulders[0], shoulders[1], 5.6, 5.6), capsule(hips[0], hips[1], 8.8, 8.8),
		{shoulders[0], shoulders[1], hips[1], hips[0]},
	})
}

// joints redraws the connections of the limbs to the trunk, which the outlines of the limbs
// cover.
func (p *pose) joints(shoulder, hip point, shoulders, hips [2]point) {
	for i := range 2 {
		p.add(body, capsule(shoulders[i], shoulders[i].toward(shoulder, 0.6).toward(hip, 0.1), armRadii[0], 7),
			capsule(hips[i].toward(hip, 0.2), hips[i].toward(hip, 0.5).toward(shoulder, 0.22), legRadii[0]-0.6, 8))
	}
}

func (p *pose) limb(colour ink, from point, joints []Joint, radii []float64) {
	if len(joints) == 0 {
		return
	}
	line := append([]point{from}, points(joints)...)
	p.over(colour, chain(line, radii[:len(line)]))
}

func (p *pose) neck(fr Frame) {
	head, shoulder := at(fr.Head), at(fr.Shoulder)
	p.add(body, capsule(shoulder, head, neckRadius, neckRadius-0.6))
}

// head draws the head and, if the frame defines it, the direction of the face.
func (p *pose) head(fr Frame) {
	head := at(fr.Head)
	parts := [][]point{circle(head, headRadius)}
	if len(fr.Face) == 2 {
		look := at(fr.Face)
		parts = append(parts, capsule(head, head.plus(look.times((headRadius+1)/look.length())), 8, 2))
	}
	p.over(body, parts)
}

func (p *pose) arrow(line []point) {
	line = curve(line, 8)
	tip := line[len(line)-1]
	way := tip.minus(line[max(len(line)-4, 0)])
	heading := math.Atan2(way.y, way.x)
	wing := func(turn float64) point {
		return tip.plus(point{math.Cos(heading + turn), math.Sin(heading + turn)}.times(8))
	}
	barbs := []point{wing(2.5), tip, wing(-2.5)}
	p.shapes = append(p.shapes,
		shape{paths: [][]point{line, barbs}, open: true, stroke: paper, width: 3 + halo},
		shape{paths: [][]point{slices.Clone(line), slices.Clone(barbs)}, open: true, stroke: accent, width: 3})
}

func (p *pose) add(colour ink, parts ...[]point) {
	p.shapes = append(p.shapes, shape{paths: alike(parts), fill: colour})
}

// over adds a part with an outline in paper colour, so that it stands out from the parts
// behind it.
func (p *pose) over(colour ink, parts [][]point) {
	p.shapes = append(p.shapes, shape{paths: alike(parts), fill: colour, stroke: paper, width: halo})
}

// fit flips the y axis, and centres the area between low and high on the sheet. It scales the
// area down if it is too large.
func (d *Drawing) fit(low, high point) {
	const margin = 6
	size := high.minus(low)
	scale := min(1, (d.Width-2*margin)/size.x, (d.Height-2*margin)/size.y)
	centre := low.toward(high, 0.5)
	for i, s := range d.shapes {
		d.shapes[i].width *= scale
		for _, line := range s.paths {
			for k, p := range line {
				line[k] = point{d.Width/2 + (p.x-centre.x)*scale, d.Height/2 - (p.y-centre.y)*scale}
			}
		}
	}
}

func (d *Drawing) bounds() (low, high point) {
	low, high = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, s := range d.shapes {
		for _, line := range s.paths {
			for _, p := range line {
				low = point{min(low.x, p.x), min(low.y, p.y)}
				high = point{max(high.x, p.x), max(high.y, p.y)}
			}
		}
	}
	return low, high
}

// middle returns the centre of a frame's joints along x.
func middle(fr Frame) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, list := range [][]Joint{{fr.Head, fr.Hip}, fr.Arm, fr.Leg, fr.Leg2} {
		for _, j := range list {
			if len(j) == 2 {
				low, high = min(low, j[0]), max(high, j[0])
			}
		}
	}
	return (low + high) / 2
}

func rectangle(x0, y0, x1, y1 float64) []point {
	return []point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
}

func at(j Joint) point { return point{j[0], j[1]} }

func points(list []Joint) []point {
	line := make([]point, len(list))
	for i, j := range list {
		line[i] = at(j)
	}
	return line
}
