package picture

import "math"

// A Drawing is a list of shapes on a sheet, in painting order.
type Drawing struct {
	Width, Height float64 // size of the sheet, in the units of its points
	Title         string  // short text that some viewers show
	Alt           string  // description for people who cannot see the drawing
	shapes        []shape
}

// A point is a position on a sheet: x to the right, y down.
type point struct{ x, y float64 }

func (p point) plus(q point) point              { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point             { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point           { return point{p.x * k, p.y * k} }
func (p point) length() float64                 { return math.Hypot(p.x, p.y) }
func (p point) toward(q point, k float64) point { return p.plus(q.minus(p).times(k)) }

// A shape consists of polygons, lines, or a text.
type shape struct {
	paths  [][]point
	open   bool // the paths are lines, not polygons
	fill   ink
	stroke ink
	width  float64 // stroke width
	text   string
	size   float64 // text size
	bold   bool
	end    bool // the point is the end of the text instead of its start
	middle bool // the point is the middle of the text
}

// An ink is a colour by its purpose. Light and dark sheets have different colours.
type ink int

const (
	none   ink = iota
	body       // main elements: figures, curves, words
	soft       // background elements: the far limbs, small words
	faint      // ground: mats, grids, the bed
	accent     // movement: arrows, breath
	voice      // speech
	paper      // the sheet itself, and outlines around covering parts
)

// names are the SVG class names of the inks.
var names = [...]string{none: "none", body: "body", soft: "soft", faint: "faint", accent: "accent", voice: "voice", paper: "paper"}

// colours are the inks on a light and on a dark sheet. They also differ in lightness, so that
// they stay distinct in a black-and-white print.
var colours = [2][len(names)]string{
	{none: "none", body: "#22302e", soft: "#7d8d89", faint: "#dde4df", accent: "#2b6f62", voice: "#4a5d78", paper: "#ffffff"},
	{none: "none", body: "#e6ece8", soft: "#8b9a96", faint: "#2a3634", accent: "#7fcab6", voice: "#a9bddb", paper: "#121817"},
}
