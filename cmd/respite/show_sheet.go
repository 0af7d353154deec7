package main

import (
	"strings"

	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
)

// sheetOf is a routine as a sheet shows it: of the stretches that the options leave.
func sheetOf(r *routine.Routine, o plan.Options, images map[string]*picture.Image) page.Sheet {
	sheet := page.Sheet{Title: r.Title, Language: r.Language, Safety: safety}
	for i := range r.Stretches {
		if s := &r.Stretches[i]; s.Motion.IsStretch() && isLeft(s.Name, o) {
			sheet.Stretches = append(sheet.Stretches, sheetStretch(s, images[s.Name]))
		}
	}
	return sheet
}

func isLeft(name string, o plan.Options) bool {
	named := func(list []string) bool {
		for _, n := range list {
			if strings.EqualFold(strings.TrimSpace(n), name) {
				return true
			}
		}
		return false
	}
	return (len(o.Only) == 0 || named(o.Only)) && !named(o.Skip)
}

func sheetStretch(s *routine.Stretch, image *picture.Image) page.SheetStretch {
	how := s.Brief
	if len(how) == 0 {
		how = s.Setup
	}
	how = append(append(append([]routine.Line{}, how...), s.Rehearse.Lines()...), s.Enter.Lines()...)
	if s.Rehearse.IsEmpty() {
		how = append(how, s.Flow.Lines()...)
	}
	return page.SheetStretch{
		Name: s.Name, How: texts(how), Caution: texts(s.Caution), Sides: len(s.Sides) > 0, Image: image,
		Dose: strings.ReplaceAll(s.Dose.String(), "..", "–"),
	}
}

// texts are lines as they are read: of one that differs by side, the right one.
func texts(lines []routine.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, l.On(script.Right))
	}
	return all
}
