package routine

// Change replaces every text that the routine says, and its title, by the result of
// change. It collects the errors of change, each with the position of the text.
func (r *Routine) Change(change func(text string) (string, error)) error {
	var mistakes ErrorList
	set := func(text *string, at Pos) {
		if *text == "" {
			return
		}
		changed, err := change(*text)
		if err != nil {
			mistakes = append(mistakes, r.Errorf(at, "%v", err))
			return
		}
		*text = changed
	}
	set(&r.Title, Pos{})
	r.eachLine(func(l *Line) {
		set(&l.Text, l.Pos)
		set(&l.Right, l.Pos)
		set(&l.Left, l.LeftPos)
	})
	for i := range r.Stretches {
		set(&r.Stretches[i].Name, r.Stretches[i].NamePos)
	}
	if len(mistakes) > 0 {
		mistakes.Sort()
		return mistakes
	}
	return nil
}

// eachLine calls do for every line of the routine.
func (r *Routine) eachLine(do func(*Line)) {
	each := func(lists ...[]Line) {
		for _, lines := range lists {
			for i := range lines {
				do(&lines[i])
			}
		}
	}
	each(r.Opening, r.BriefOpening)
	for i := range r.Stretches {
		s := &r.Stretches[i]
		each(s.Caution, s.Move, s.Setup, s.Brief, s.Cues, s.Tips, s.Release, s.Say)
		for _, p := range []*Phases{&s.Rehearse, &s.Enter, &s.Flow, &s.Leave} {
			do(&p.Inhale)
			do(&p.Exhale)
		}
	}
	each(r.Closing, r.BriefClosing)
}
