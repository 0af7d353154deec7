package routine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"respite/script"
	"respite/script/internal/notation"
)

// maxStretches is the largest number of entries of a routine.
const maxStretches = 500

// longestEntryPause is the longest pause between stretches.
const longestEntryPause = 10 * time.Minute

// stretches parses the list of entries and checks that their names differ.
func (d *decoder) stretches(n ast.Node) (all []Stretch) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fail(at(n), "expected a list of stretches, found %s", kindOf(n))
		return nil
	}
	named := map[string]int{} // the line of each name
	d.list(list, maxStretches, "stretches", func(n ast.Node) {
		all = append(all, d.stretch(n, named))
	})
	return all
}

// stretch parses one entry.
func (d *decoder) stretch(n ast.Node, named map[string]int) (s Stretch) {
	d.sided, d.flowSided = nil, nil
	s.Pos = at(n)
	seen := d.mapping(n, "a stretch", slices.Concat(d.nameFields(&s, named), d.wayInFields(&s), d.doseFields(&s), d.wayOutFields(&s), d.otherFields(&s)))
	if seen != nil {
		d.checkKeys(n, seen)
		d.checkSides(&s, seen)
	}
	return s
}

// nameFields are the keys for the name of a stretch, and for where it begins and ends.
func (d *decoder) nameFields(s *Stretch, named map[string]int) []field {
	return []field{
		{key: "name", want: "a name", read: func(n ast.Node) { s.Name, s.NamePos = d.name(n, named), at(n) }},
		{key: "from", want: "a position", read: func(n ast.Node) { s.From = d.position(n) }},
		{key: "to", want: "a position", read: func(n ast.Node) { s.To = d.position(n) }},
		d.linesField("caution", &s.Caution),
		{key: "image", want: "a figure or a file", read: func(n ast.Node) { s.Image = d.text(n) }},
	}
}

// wayInFields are the keys for lines before the dose.
func (d *decoder) wayInFields(s *Stretch) []field {
	return []field{
		d.linesField("move", &s.Move),
		d.linesField("setup", &s.Setup),
		d.linesField("brief", &s.Brief),
		{key: "rehearse", want: "inhale or exhale with a line", read: func(n ast.Node) { s.Rehearse = d.phases(n, "rehearse", d.flowLine) }},
		{key: "settle", want: "a time", read: func(n ast.Node) { s.Settle = d.time(n, "settle", time.Second, 20*time.Second) }},
		{key: "enter", want: "inhale or exhale with a line", read: func(n ast.Node) { s.Enter = d.phases(n, "enter", d.line) }},
	}
}

// doseFields are the keys for the dose and for lines during it.
func (d *decoder) doseFields(s *Stretch) []field {
	return []field{
		d.doseField(s, Hold),
		d.doseField(s, Flow),
		{key: "sides", want: "[right, left]", read: func(n ast.Node) { s.Sides = d.sides(n) }},
		{key: "inhale", want: "a line", read: func(n ast.Node) { s.Flow.Inhale = d.flowLine(n) }},
		{key: "exhale", want: "a line", read: func(n ast.Node) { s.Flow.Exhale = d.flowLine(n) }},
		d.linesField("cues", &s.Cues),
		d.linesField("tips", &s.Tips),
		{key: "retain", want: "empty or full with a time", read: func(n ast.Node) { s.Retain = d.retention(n) }},
	}
}

// wayOutFields are the keys for lines after the dose.
func (d *decoder) wayOutFields(s *Stretch) []field {
	return []field{
		{key: "leave", want: "inhale or exhale with a line", read: func(n ast.Node) { s.Leave = d.phases(n, "leave", d.line) }},
		d.linesField("release", &s.Release),
	}
}

// otherFields are the keys of the entries between stretches.
func (d *decoder) otherFields(s *Stretch) []field {
	return []field{
		d.doseField(s, Rest),
		{key: "say", want: "a line", read: func(n ast.Node) { s.Motion, s.Say = Say, d.lines(n) }},
		{key: "pause", want: "a time", read: func(n ast.Node) {
			s.Motion, s.Pause = Pause, d.time(n, "a pause", time.Second, longestEntryPause)
		}},
		{key: "sound", want: "a file", read: func(n ast.Node) { s.Motion, s.File = Sound, d.text(n) }},
	}
}

func (d *decoder) linesField(key string, into *[]Line) field {
	return field{key: key, want: "a line", read: func(n ast.Node) { *into = d.lines(n) }}
}

func (d *decoder) doseField(s *Stretch, m Motion) field {
	return field{key: string(m), want: "a dose such as 30s or 8 breaths", read: func(n ast.Node) { s.Motion, s.Dose = m, d.dose(n, m) }}
}

// checkKeys checks which keys of an entry may be used together.
func (d *decoder) checkKeys(n ast.Node, seen map[string]Pos) {
	has := func(key string) bool { return seen[key] != Pos{} }
	for _, m := range []Motion{Rest, Say, Pause, Sound} {
		if key := string(m); has(key) {
			if len(seen) > 1 {
				d.fail(seen[key], "a %s stands alone: make it an entry of its own, before or after the stretch", key)
			}
			return
		}
	}
	if !has("name") {
		d.fail(at(n), "a stretch has no name")
	}
	switch {
	case has("hold") && has("flow"):
		d.fail(later(seen["hold"], seen["flow"]), "hold and flow in one stretch: keep one, or make two stretches of it")
	case !has("hold") && !has("flow"):
		d.fail(at(n), "the stretch has no dose: add `hold: 30s` to keep still, or `flow: 8 breaths` to move with the breath")
	case has("hold"):
		for _, key := range []string{"inhale", "exhale", "rehearse", "retain"} {
			if has(key) {
				d.fail(seen[key], "%s is for a flow: in a hold, use enter, tips or leave", key)
			}
		}
	}
	if has("to") && !has("from") {
		d.fail(seen["to"], "to needs from: add the position in which the stretch starts")
	}
}

// checkSides checks the keys and lines that depend on whether a stretch has sides.
func (d *decoder) checkSides(s *Stretch, seen map[string]Pos) {
	if _, ok := seen["sides"]; !ok {
		d.sided = append(d.sided, d.flowSided...)
		d.refuseSided("right and left need sides: add `sides: [right, left]` to the stretch, or write one text")
		return
	}
	if s.Motion == Flow { // the sides take turns, so a line outside of the phases is for both
		d.refuseSided("in a flow only rehearse, inhale and exhale differ from side to side: write one text")
	}
	if err := s.checkShare(); err != nil {
		d.fail(s.Dose.Pos, "%s", err)
	}
}

// checkShare reports a number of breaths that the two sides of a flow cannot share.
func (s *Stretch) checkShare() error {
	n := s.Dose.Count()
	if s.Motion != Flow || len(s.Sides) == 0 || n[1] == 0 || n[0] != n[1] || (n[0]-s.extraBreaths())%2 == 0 {
		return nil
	}
	instead := fmt.Sprintf("%d or %d", n[0]-1, n[0]+1)
	if n[0]-1 < 2+s.extraBreaths() {
		instead = fmt.Sprint(n[0] + 1)
	}
	why := ""
	if s.extraBreaths() > 0 {
		why = " (entering and leaving take a breath each)"
	}
	return fmt.Errorf("%s cannot be shared equally between two sides%s: write %s breaths", s.Dose, why, instead)
}

// extraBreaths returns how many breaths of a flow with sides are used to enter and
// leave, and belong to neither side.
func (s *Stretch) extraBreaths() int {
	n := 0
	if !s.Enter.IsEmpty() {
		n++
	}
	if !s.Leave.IsEmpty() {
		n++
	}
	return n
}

// name parses a stretch's name, which must be unique regardless of case.
func (d *decoder) name(n ast.Node, named map[string]int) string {
	name := d.text(n)
	if name == "" {
		return ""
	}
	key := strings.ToLower(name)
	if first, taken := named[key]; taken {
		d.fail(at(n), "a second stretch named %s: the first is in line %d", notation.Quote(name), first)
		return name
	}
	named[key] = at(n).Line
	return name
}

// position parses a position of the body.
func (d *decoder) position(n ast.Node) string {
	text := d.text(n)
	if text == "" || slices.Contains(Positions(), text) {
		return text
	}
	if near := notation.Nearest(text, Positions()); near != "" {
		d.fail(at(n), "unknown position %s: did you mean %q?", notation.Quote(text), near)
	} else {
		d.fail(at(n), "unknown position %s: known are %s", notation.Quote(text), strings.Join(Positions(), ", "))
	}
	return ""
}

// retention parses the lengths of the breath holds after a set.
func (d *decoder) retention(n ast.Node) (r Retention) {
	d.mapping(n, "retain", []field{
		{key: "empty", want: "a time", read: func(n ast.Node) { r.Empty = d.time(n, "empty", time.Second, 3*time.Minute) }},
		{key: "full", want: "a time", read: func(n ast.Node) { r.Full = d.time(n, "full", time.Second, 3*time.Minute) }},
	})
	return r
}

// sides parses the order of the sides.
func (d *decoder) sides(n ast.Node) []script.Side {
	var sides []script.Side
	if list, ok := n.(*ast.SequenceNode); ok {
		for _, v := range list.Values {
			text, _ := word(bare(v))
			sides = append(sides, script.Side(text))
		}
	}
	if areSides(sides) {
		return sides
	}
	d.fail(at(n), "sides is [right, left] or [left, right]")
	return nil
}

// areSides reports whether a list holds both sides, in either order.
func areSides(sides []script.Side) bool {
	return slices.Equal(sides, []script.Side{script.Right, script.Left}) || slices.Equal(sides, []script.Side{script.Left, script.Right})
}

// dose parses the dose of a motion.
func (d *decoder) dose(n ast.Node, m Motion) Dose {
	text, ok := word(n)
	if !ok {
		d.fail(at(n), "expected a dose such as 30s or 8 breaths, found %s", kindOf(n))
		return Dose{Pos: at(n)}
	}
	dose, err := parseDose(text, m)
	if err != nil {
		d.fail(at(n), "%s", err)
	}
	dose.Pos = at(n)
	return dose
}

// later returns the position that comes second in the text.
func later(a, b Pos) Pos {
	if a.Line > b.Line || a.Line == b.Line && a.Column > b.Column {
		return a
	}
	return b
}
