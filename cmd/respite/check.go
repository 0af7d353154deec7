package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/picture"
	"respite/cmd/respite/session"
	"respite/script"
	"respite/script/plan"
)

func newCheck(std cli.Streams) *cobra.Command {
	var f session.Flags
	var watch bool
	cmd := &cobra.Command{
		Use:   "check ROUTINE...",
		Short: "find mistakes in routines without making sound",
		Long: `Check reads each routine, a file or - for standard input, and prints all
mistakes, and warnings about what may confuse a listener.`,
		Example: `  respite check my-routine.yaml
  respite check --only Cobra --guidance brief my-routine.yaml`,
		Args: cli.Takes(1, -1, "a routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if watch {
				return watchFiles(cmd.Context(), args, func() { _ = checkAll(cmd.Context(), f, args, std) })
			}
			return checkAll(cmd.Context(), f, args, std)
		},
	}
	cmd.Flags().BoolVar(&watch, "watch", false, "check again whenever a file is saved, until Ctrl-C")
	f.Add(cmd)
	return cmd
}

// checkAll checks routines, and prints the mistakes of all of them.
func checkAll(ctx context.Context, f session.Flags, names []string, std cli.Streams) error {
	worst := cli.ExitDone
	for _, name := range names {
		if err := checkOne(ctx, f, name, std); err != nil {
			worst = max(worst, cli.Report(std.Err, err))
		}
	}
	if worst != cli.ExitDone {
		return cli.ReportedError(worst)
	}
	return nil
}

// watchFiles calls check at once, and again whenever one of the files changes, until ctx is
// done.
func watchFiles(ctx context.Context, names []string, check func()) error {
	saved := func() (all string) {
		for _, name := range names {
			if info, err := os.Stat(name); err == nil {
				all += fmt.Sprint(info.ModTime().UnixNano(), info.Size(), " ")
			}
		}
		return all
	}
	last := "nothing was checked yet"
	for {
		if now := saved(); now != last {
			last = now
			check()
		}
		select {
		case <-ctx.Done():
			return cli.ReportedError(cli.ExitDone)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// checkOne lays out one routine, and prints warnings about what may confuse a listener.
func checkOne(ctx context.Context, f session.Flags, name string, std cli.Streams) error {
	f.Estimate = true
	s, err := f.Open(ctx, name, std)
	if err != nil {
		return err
	}
	if _, err := picture.ForRoutine(s.Routine, s.Folder); err != nil {
		return err
	}
	for _, w := range plan.Lint(s.Routine, s.Options, s.Lines()) {
		cli.ReportPlace(std.Err, "warning", w)
	}
	defer s.TellGuessed(std.Err)
	clean.Fprintf(std.Out, "%s: good, %s\n", name, script.Clock(s.Timeline.Length))
	return nil
}
