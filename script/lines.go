package script

// Lines is all that the routine itself says, in the order of the file; the
// stock phrases of its language come on top.
func (r *Routine) Lines() []string {
	lines := texts(r.Opening)
	for i := range r.Stretches {
		lines = append(lines, r.Stretches[i].lines()...)
	}
	return append(lines, texts(r.Closing)...)
}

func (s *Stretch) lines() []string {
	if s.Dose.Motion == Rest {
		return nil
	}
	lines := append([]string{s.Name}, texts(s.Move)...)
	lines = append(lines, texts(s.Setup)...)
	lines = append(lines, texts([]Line{s.Enter.Inhale, s.Enter.Exhale, s.Flow.Inhale, s.Flow.Exhale})...)
	lines = append(lines, texts(s.Tips)...)
	lines = append(lines, texts([]Line{s.Leave.Inhale, s.Leave.Exhale})...)
	return append(lines, texts(s.Release)...)
}

// texts is what the lines say, on every side.
func texts(lines []Line) []string {
	var out []string
	for _, l := range lines {
		for _, text := range []string{l.Text, l.Right, l.Left} {
			if text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

// on is what the line says on a side.
func (l Line) on(side Side) string {
	switch {
	case l.Text != "":
		return l.Text
	case side == Left:
		return l.Left
	default:
		return l.Right
	}
}

// isSided tells a line that differs from side to side.
func (l Line) isSided() bool { return l.Text == "" && l.Right != "" }

// isEmpty tells a line that was not given.
func (l Line) isEmpty() bool { return l == Line{} }
