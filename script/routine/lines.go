package routine

import (
	"iter"
	"slices"

	"respite/script"
)

// A Line is what is said: one text, or one for each side of the body.
type Line struct {
	Text        string // for both sides; empty when Right and Left are set
	Right, Left string
	Pos         Pos // of Text or Right
	LeftPos     Pos
}

// On is what the line says on a side.
func (l Line) On(side script.Side) string {
	switch {
	case l.Text != "":
		return l.Text
	case side == script.Left:
		return l.Left
	}
	return l.Right
}

// IsSided tells a line that differs from side to side.
func (l Line) IsSided() bool { return l.Text == "" && (l.Right != "" || l.Left != "") }

// IsEmpty tells a line without any text.
func (l Line) IsEmpty() bool { return l.Text == "" && l.Right == "" && l.Left == "" }

// Texts goes through what lines say on every side, with the place of each text.
func Texts(lines ...Line) iter.Seq2[string, Pos] {
	return func(yield func(string, Pos) bool) {
		for _, l := range lines {
			switch {
			case l.Text != "":
				if !yield(l.Text, l.Pos) {
					return
				}
			case l.Right != "" && !yield(l.Right, l.Pos), l.Left != "" && !yield(l.Left, l.LeftPos):
				return
			}
		}
	}
}

// Lines goes through all that the routine itself says, in the order of the
// file, each text with its place. The stock phrases of the language come on top.
func (r *Routine) Lines() iter.Seq2[string, Pos] {
	lines := slices.Concat(r.Opening, r.BriefOpening)
	for i := range r.Stretches {
		lines = append(lines, r.Stretches[i].lines()...)
	}
	return Texts(slices.Concat(lines, r.Closing, r.BriefClosing)...)
}

// lines is all that the entry says, in the order of its keys.
func (s *Stretch) lines() []Line {
	if !s.Motion.IsStretch() {
		return s.Say
	}
	return slices.Concat([]Line{{Text: s.Name, Pos: s.NamePos}}, s.Caution, s.Move, s.Setup, s.Brief, s.Rehearse.Lines(),
		s.Enter.Lines(), s.Flow.Lines(), s.Cues, s.Tips, s.Leave.Lines(), s.Release)
}
