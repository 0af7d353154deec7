package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/session"
	"respite/script/caption"
)

// showFlags are the flags of show.
type showFlags struct {
	session session.Flags
	sound   session.SoundFlags
	picture pictured
	json    bool
}

func newShow(std cli.Streams) *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:   "show [ROUTINE]",
		Short: "print a session's timeline",
		Long: `Show prints the timeline. ROUTINE is a built-in routine, a file, or - for
standard input; back-relief when left out. It also draws: --chart in the
terminal, --svg -o FILE a picture, --sheet -o FILE a page to print.`,
		Example: `  respite show --level deep --skip Cobra
  respite show my-routine.yaml --svg -o mine.svg`,
		Args: cli.Takes(0, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), session.RoutineArg(args), std)
		},
	}
	f.session.Add(cmd)
	f.sound.Add(cmd)
	cmd.Flags().BoolVar(&f.json, "json", false, "as JSON, times in seconds")
	f.picture.addFlags(cmd)
	return cmd
}

func (f *showFlags) run(ctx context.Context, routine string, std cli.Streams) error {
	if err := f.picture.check(); err != nil {
		return err
	}
	if err := f.picture.checkInputs(append(f.session.Inputs(routine), f.sound.Inputs()...)); err != nil {
		return err
	}
	if f.picture.sheet {
		return showSheet(ctx, f.session, routine, f.picture, std)
	}
	if err := f.sound.Check(); err != nil {
		return err
	}
	f.session.Estimate = !f.picture.wanted()
	s, err := f.session.Open(ctx, routine, std)
	if err != nil {
		return err
	}
	if err := f.picture.checkInputs(s.NamedInputs()); err != nil {
		return err
	}
	if err := f.picture.checkReplaced(std); err != nil {
		return err
	}
	defer s.TellGuessed(std.Err)
	switch {
	case f.picture.wanted():
		sound, err := f.sound.Open(ctx, s)
		if err != nil {
			return err
		}
		return f.picture.draw(chartOf(sound, s.Timeline, s.Routine.Language), std)
	case f.json:
		enc := json.NewEncoder(std.Out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(s.Timeline)
	}
	return caption.Text(clean.Writer{W: std.Out}, s.Timeline)
}
