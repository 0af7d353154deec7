package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/output"
	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/cmd/respite/session"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
)

// showSheet writes the sheet of a routine. It needs no voice, because the sheet contains no
// sound.
func showSheet(ctx context.Context, f session.Flags, name string, p pictured, std cli.Streams) error {
	r, err := session.ReadRoutine(ctx, f.Language, name, std)
	if err != nil {
		return err
	}
	if err := p.checkInputs(session.NamedInputs(r, session.FolderOf(name))); err != nil {
		return err
	}
	if err := p.checkReplaced(std); err != nil {
		return err
	}
	pictures, err := picture.ForRoutine(r, session.FolderOf(name))
	if err != nil {
		return err
	}
	phrases, err := session.PhrasesFor(r, name)
	if err != nil {
		return err
	}
	second := func(string) (time.Duration, bool) { return time.Second, true }
	if _, err := plan.Build(r, plan.Options{Only: f.Options.Only, Skip: f.Options.Skip}, plan.Voice{Lengths: plan.OneTake(second), Sound: soundOfASecond, Phrases: phrases}); err != nil {
		return err // names a stretch that does not exist
	}
	sheet := sheetOf(r, f.Options, pictures)
	sheet.Link = p.link
	if p.name == "" || p.name == "-" {
		return sheet.Write(std.Out)
	}
	return output.WriteFile(p.name, sheet.Write)
}

// soundOfASecond replaces the lengths of sound files when nothing is played.
func soundOfASecond(string) (time.Duration, error) { return time.Second, nil }

// sheetOf returns the sheet of a routine, with the stretches that the options include.
func sheetOf(r *routine.Routine, o plan.Options, images map[string]*picture.Image) page.Sheet {
	sheet := page.Sheet{Title: r.Title, Language: r.Language, Safety: output.Safety(r.Language)}
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
	moves := s.Rehearse
	if moves.IsEmpty() {
		moves = s.Flow
	}
	lines := moves.Lines()
	if len(s.Sides) > 0 {
		slices.Reverse(lines) // the way out to a side becomes the way back in
	}
	how = slices.Concat(how, lines, s.Enter.Lines())
	return page.SheetStretch{Name: s.Name, How: texts(how), Caution: texts(s.Caution), Dose: s.Dose.String(), Sides: sidesOf(s), Image: image}
}

// sidesOf tells how a stretch uses the two sides. A flow alternates between them.
func sidesOf(s *routine.Stretch) page.Sides {
	switch {
	case len(s.Sides) == 0:
		return page.NoSides
	case s.Motion == routine.Flow:
		return page.InTurn
	}
	return page.EachSide
}

// texts returns the texts of lines. Of a line that differs by side, it returns the text for
// the right side.
func texts(lines []routine.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, l.On(script.Right))
	}
	return all
}
