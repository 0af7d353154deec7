package routine

import (
	"iter"
	"slices"

	"respite/script"
)

// A Line is a spoken line: one text, or one for each side of the body.
type Line struct {
	Text        string // for both sides; empty when Right and Left are set
	Right, Left string
	Pos         Pos // of Text or Right
	LeftPos     Pos
}

// On returns the text for a side.
func (l Line) On(side script.Side) string {
	switch {
	case l.Text != "":
		return l.Text
	case side == script.Left:
		return l.Left
	}
	return l.Right
}

// IsSided reports whether the line has a text for each side.
func (l Line) IsSided() bool { return l.Text == "" && (l.Right != "" || l.Left != "") }

// IsEmpty reports whether the line has no text.
func (l Line) IsEmpty() bool { return l.Text == "" && l.Right == "" && l.Left == "" }

// Texts iterates over the texts of lines for every side, with their positions.
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

// Lines iterates over all texts of the routine in the order of the file, with their
// positions. It does not include the stock phrases of the language.
func (r *Routine) Lines() iter.Seq2[string, Pos] {
	lines := slices.Concat(r.Opening, r.BriefOpening)
	for i := range r.Stretches {
		lines = append(lines, r.Stretches[i].lines()...)
	}
	return Texts(slices.Concat(lines, r.Closing, r.BriefClosing)...)
}

// lines iterates over all lines of the entry, in the order of its keys.
func (s *Stretch) lines() []Line {
	if !s.Motion.IsStretch() {
		return s.Say
	}
	return slices.Concat([]Line{{Text: s.Name, Pos: s.NamePos}}, s.Caution, s.Move, s.Setup, s.Brief, s.Rehearse.Lines(),
		s.Enter.Lines(), s.Flow.Lines(), s.Cues, s.Tips, s.Leave.Lines(), s.Release)
}
