package routine

import "github.com/goccy/go-yaml/ast"

// maxLines is the largest number of lines in a list.
const maxLines = 50

// lines parses a line or a list of lines.
func (d *decoder) lines(n ast.Node) (lines []Line) {
	read := func(n ast.Node) { lines = append(lines, d.line(n)) }
	if list, ok := n.(*ast.SequenceNode); ok {
		d.list(list, maxLines, "lines", read)
	} else {
		read(n)
	}
	return lines
}

// unsidedLines parses lines outside the stretches, which cannot differ between sides.
func (d *decoder) unsidedLines(n ast.Node) []Line {
	d.sided = nil
	lines := d.lines(n)
	d.refuseSided("right and left are for the lines of a stretch: write one text")
	return lines
}

// talk parses lines outside the stretches, or such lines for full and for brief
// guidance.
func (d *decoder) talk(n ast.Node, what string) (full, brief []Line) {
	m, ok := n.(*ast.MappingNode)
	if !ok || len(m.Values) > 0 && isSideKey(keyText(m.Values[0].Key)) {
		return d.unsidedLines(n), nil
	}
	d.mapping(n, what, []field{
		{key: "full", want: "a line", must: true, read: func(n ast.Node) { full = d.unsidedLines(n) }},
		{key: "brief", want: "a line", must: true, read: func(n ast.Node) { brief = d.unsidedLines(n) }},
	})
	return full, brief
}

func isSideKey(key string) bool { return key == "right" || key == "left" }

// refuseSided reports the lines for right and left that were parsed.
func (d *decoder) refuseSided(why string) {
	for _, place := range d.sided {
		d.fail(place, "%s", why)
	}
	d.sided = nil
}

// line parses a text, or one for each side.
func (d *decoder) line(n ast.Node) (l Line) {
	if _, ok := n.(*ast.MappingNode); !ok {
		l.Text, l.Pos = d.text(n), at(n)
		return l
	}
	d.sided = append(d.sided, at(n))
	d.mapping(n, "a line with sides", []field{
		{key: "right", want: "a line", must: true, read: func(n ast.Node) { l.Right, l.Pos = d.text(n), at(n) }},
		{key: "left", want: "a line", must: true, read: func(n ast.Node) { l.Left, l.LeftPos = d.text(n), at(n) }},
	})
	return l
}

// flowLine parses the line of a flow's phase.
func (d *decoder) flowLine(n ast.Node) Line {
	others := d.sided
	d.sided = nil
	l := d.line(n)
	d.flowSided = append(d.flowSided, d.sided...)
	d.sided = others
	return l
}

// phases parses the lines of a breath's phases, each with read.
func (d *decoder) phases(n ast.Node, what string, read func(ast.Node) Line) (p Phases) {
	d.mapping(n, what, []field{
		{key: "inhale", want: "a line", read: func(n ast.Node) { p.Inhale = read(n) }},
		{key: "exhale", want: "a line", read: func(n ast.Node) { p.Exhale = read(n) }},
	})
	return p
}
