package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"respite/script"
	"respite/script/plan"
)

func newCheck(std streams) *cobra.Command {
	var f sessionFlags
	cmd := &cobra.Command{
		Use:   "check ROUTINE...",
		Short: "look for mistakes in routines, without making sound",
		Long: `Check parses and builds each routine, a file or - for standard input, and
prints all of their mistakes, and warns of what a listener would stumble over.`,
		Example: `  respite check my-routine.yaml
  respite check --only Cobra --guidance brief my-routine.yaml`,
		Args: takes(1, -1, "a routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			worst := exitDone
			for _, name := range args {
				if err := f.check(cmd.Context(), name, std); err != nil {
					worst = max(worst, report(std.err, err))
				}
			}
			if worst != exitDone {
				return reportedError(worst)
			}
			return nil
		},
	}
	f.add(cmd)
	return cmd
}

// check builds one routine, and prints what a listener would stumble over.
func (f *sessionFlags) check(ctx context.Context, name string, std streams) error {
	f.estimate = true
	s, err := f.open(ctx, name, std)
	if err != nil {
		return err
	}
	if _, err := images(s.routine, folderOf(name)); err != nil {
		return err
	}
	for _, w := range plan.Lint(s.routine, s.options, s.lines()) {
		reportPlace(std.err, "warning", w)
	}
	defer s.tellGuessed(std.err)
	fmt.Fprintf(std.out, "%s: good, %s\n", name, script.Clock(s.timeline.Length))
	return nil
}
