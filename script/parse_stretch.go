package script

import (
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// maxStretches is how many entries a routine may have.
const maxStretches = 500

// stretches reads the list of stretches and checks that their names differ.
func (d *decoder) stretches(n ast.Node) (all []Stretch) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fail(at(n), "expected a list of stretches, found %s", kind(n))
		return nil
	}
	named := map[string]int{} // the line of each name
	d.list(list, maxStretches, "stretches", func(n ast.Node) {
		all = append(all, d.stretch(n, named))
	})
	return all
}

// stretch reads one entry: a hold, a flow or a rest.
func (d *decoder) stretch(n ast.Node, named map[string]int) (s Stretch) {
	d.sided, d.flowSided = nil, nil
	dose := func(key string, m Motion) field {
		return field{key: key, want: "a dose such as 30s or 8 breaths", read: func(n ast.Node) { s.Dose, s.at = d.dose(n, m), at(n) }}
	}
	seen := d.mapping(n, "a stretch", []field{
		{key: "name", want: "a name", read: func(n ast.Node) { s.Name = d.name(n, named) }},
		{key: "move", want: "a line", read: func(n ast.Node) { s.Move = d.lines(n) }},
		{key: "setup", want: "a line", read: func(n ast.Node) { s.Setup = d.lines(n) }},
		{key: "settle", want: "a time", read: func(n ast.Node) { s.Settle = d.time(n, "settle", time.Second, 20*time.Second) }},
		{key: "enter", want: "inhale or exhale with a line", read: func(n ast.Node) { s.Enter = d.phases(n, "enter") }},
		dose("hold", Hold),
		dose("flow", Flow),
		{key: "sides", want: "[right, left]", read: func(n ast.Node) { s.Sides = d.sides(n) }},
		{key: "inhale", want: "a line", read: func(n ast.Node) { s.Flow.Inhale = d.flowLine(n) }},
		{key: "exhale", want: "a line", read: func(n ast.Node) { s.Flow.Exhale = d.flowLine(n) }},
		{key: "tips", want: "a line", read: func(n ast.Node) { s.Tips = d.lines(n) }},
		{key: "leave", want: "inhale or exhale with a line", read: func(n ast.Node) { s.Leave = d.phases(n, "leave") }},
		{key: "release", want: "a line", read: func(n ast.Node) { s.Release = d.lines(n) }},
		dose("rest", Rest),
	})
	if seen != nil {
		d.checkKeys(n, seen)
		d.checkSides(&s, seen)
	}
	return s
}

// checkKeys holds a stretch to the keys that go together.
func (d *decoder) checkKeys(n ast.Node, seen map[string]span) {
	has := func(key string) bool { return seen[key] != span{} }
	if has("rest") {
		if len(seen) > 1 {
			d.fail(seen["rest"], "a rest stands alone: make it an entry of its own, before or after the stretch")
		}
		return
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
		for _, key := range []string{"inhale", "exhale"} {
			if has(key) {
				d.fail(seen[key], "%s is for a flow: in a hold, use enter, tips or leave", key)
			}
		}
	}
}

// checkSides holds a stretch to what its sides, or their absence, ask for.
func (d *decoder) checkSides(s *Stretch, seen map[string]span) {
	if _, ok := seen["sides"]; !ok {
		d.sided = append(d.sided, d.flowSided...)
		d.refuseSided("right and left need sides: add `sides: [right, left]` to the stretch, or write one text")
		return
	}
	if s.Dose.Motion == Flow { // both sides come in every round, so what is said once is said for both
		d.refuseSided("in a flow only inhale and exhale differ from side to side: write one text")
	}
	if n := s.Dose.Breaths[0]; s.Dose.Motion == Flow && n == s.Dose.Breaths[1] && n%2 == 1 {
		instead := fmt.Sprintf("%d or %d", n-1, n+1)
		if n == 1 {
			instead = "2"
		}
		d.fail(s.at, "%s cannot be shared equally between two sides: write %s breaths", doseText(s.Dose), instead)
	}
}

// name reads a stretch's name, which no other may have in any case of letters.
func (d *decoder) name(n ast.Node, named map[string]int) string {
	name := d.text(n)
	if name == "" {
		return ""
	}
	key := strings.ToLower(name)
	if first, taken := named[key]; taken {
		d.fail(at(n), "a second stretch named %s: the first is in line %d", quote(name), first)
		return name
	}
	named[key] = at(n).line
	return name
}

// sides reads the order of the sides.
func (d *decoder) sides(n ast.Node) []Side {
	var sides []Side
	if list, ok := n.(*ast.SequenceNode); ok {
		for _, v := range list.Values {
			text, _ := word(bare(v))
			sides = append(sides, Side(text))
		}
	}
	if len(sides) == 2 && (sides[0] == Right && sides[1] == Left || sides[0] == Left && sides[1] == Right) {
		return sides
	}
	d.fail(at(n), "sides is [right, left] or [left, right]")
	return nil
}

// dose reads how much of a motion is asked for.
func (d *decoder) dose(n ast.Node, m Motion) Dose {
	text, ok := word(n)
	if !ok {
		d.fail(at(n), "expected a dose such as 30s or 8 breaths, found %s", kind(n))
		return Dose{Motion: m}
	}
	dose, err := parseDose(text, m)
	if err != nil {
		d.fail(at(n), "%s", err)
	}
	return dose
}

// later is the span that comes second in the text.
func later(a, b span) span {
	if a.line > b.line || a.line == b.line && a.column > b.column {
		return a
	}
	return b
}
