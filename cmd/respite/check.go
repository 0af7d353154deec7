package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"respite/script"
	"respite/script/plan"
)

func newCheck(std streams) *cobra.Command {
	var s session
	cmd := &cobra.Command{
		Use:   "check ROUTINE...",
		Short: "look for mistakes in routines, without making sound",
		Long: `Check parses and builds each routine, a file or - for standard input, and
prints all of their mistakes, and warns of what a listener would stumble over.`,
		Example: "  respite check my-routine.yaml",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			worst := exitDone
			for _, name := range args {
				if err := s.check(name, std); err != nil {
					worst = max(worst, report(std.err, err))
				}
			}
			if worst != exitDone {
				return reportedError(worst)
			}
			return nil
		},
	}
	s.addFlags(cmd)
	return cmd
}

// check builds one routine, and prints what a listener would stumble over.
func (s *session) check(name string, std streams) error {
	r, voice, err := s.open(name, std)
	if err != nil {
		return err
	}
	if _, err := images(r, folderOf(name)); err != nil {
		return err
	}
	t, voice, err := s.build(r, voice, std)
	if err != nil {
		return err
	}
	for _, w := range plan.Lint(r, s.options, plan.Voice{Lengths: plan.OneTake(voice.Length)}) {
		reportPlace(std.err, "warning", w)
	}
	fmt.Fprintf(std.out, "%s: good, %s\n", name, script.Clock(t.Length))
	return nil
}
