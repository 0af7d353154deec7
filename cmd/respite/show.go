package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/script/caption"
)

// showFlags are the flags of show.
type showFlags struct {
	session sessionFlags
	sound   soundFlags
	picture pictured
	json    bool
}

func newShow(std streams) *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:   "show [ROUTINE]",
		Short: "print a session's timeline",
		Long: `Show prints the timeline. ROUTINE is a built-in routine, a file, or - for
standard input; back-relief when left out. It also draws: --chart in the
terminal, --svg -o FILE a picture, --sheet -o FILE a page to print.`,
		Example: `  respite show --level deep --skip Cobra
  respite show my-routine.yaml --svg -o mine.svg`,
		Args: takes(0, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), routineArg(args), std)
		},
	}
	f.session.add(cmd)
	f.sound.add(cmd)
	cmd.Flags().BoolVar(&f.json, "json", false, "as JSON, times in seconds")
	f.picture.addFlags(cmd)
	return cmd
}

func (f *showFlags) run(ctx context.Context, routine string, std streams) error {
	if err := f.picture.check(); err != nil {
		return err
	}
	if err := f.picture.checkInputs(append(f.session.inputs(routine), f.sound.inputs()...)); err != nil {
		return err
	}
	if f.picture.sheet {
		return showSheet(ctx, f.session, routine, f.picture, std)
	}
	if err := f.sound.check(); err != nil {
		return err
	}
	f.session.estimate = !f.picture.wanted()
	s, err := f.session.open(ctx, routine, std)
	if err != nil {
		return err
	}
	if err := f.picture.checkInputs(namedInputs(s.routine, folderOf(routine))); err != nil {
		return err
	}
	if err := f.picture.checkReplaced(std); err != nil {
		return err
	}
	defer s.tellGuessed(std.err)
	switch {
	case f.picture.wanted():
		sound, err := f.sound.open(ctx, s)
		if err != nil {
			return err
		}
		return f.picture.draw(chartOf(sound, s.timeline, s.routine.Language), std)
	case f.json:
		enc := json.NewEncoder(std.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(s.timeline)
	}
	return caption.Text(clean.Writer{W: std.out}, s.timeline)
}
