package picture

import "math"

// A Drawing is shapes on a sheet, in the order in which they are painted.
type Drawing struct {
	Width, Height float64 // of the sheet, in units of its points
	Title         string  // short, shown by some viewers
	Alt           string  // what there is to see, for those who do not
	shapes        []shape
}

// A point stands on a sheet: x to the right, y down.
type point struct{ x, y float64 }

func (p point) plus(q point) point              { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point             { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point           { return point{p.x * k, p.y * k} }
func (p point) length() float64                 { return math.Hypot(p.x, p.y) }
func (p point) toward(q point, k float64) point { return p.plus(q.minus(p).times(k)) }

// A shape is polygons or lines, or a text.
type shape struct {
	paths  [][]point
	open   bool // the paths are lines, not polygons
	fill   ink
	stroke ink
	width  float64 // of the stroke
	text   string
	size   float64 // of the text
	bold   bool
	end    bool // the text ends at its point, and does not begin there
	middle bool // the point is the middle of the text
}

// An ink is a colour by its purpose: light and dark sheets have their own.
type ink int

const (
	none   ink = iota
	body       // what is drawn: figures, curves, words
	soft       // what stands behind: the far limbs, small words
	faint      // the ground: mats, grids, the bed
	accent     // what moves: arrows, breath
	voice      // speech
	paper      // the sheet itself, around what lies above something else
)

// names are the inks' names as classes of an SVG.
var names = [...]string{none: "none", body: "body", soft: "soft", faint: "faint", accent: "accent", voice: "voice", paper: "paper"}

// colours are the inks on a light and on a dark sheet. They differ in
// lightness as well, so that a print in black and white keeps them apart.
var colours = [2][len(names)]string{
	{none: "none", body: "#22302e", soft: "#7d8d89", faint: "#dde4df", accent: "#2b6f62", voice: "#4a5d78", paper: "#ffffff"},
	{none: "none", body: "#e6ece8", soft: "#8b9a96", faint: "#2a3634", accent: "#7fcab6", voice: "#a9bddb", paper: "#121817"},
}
