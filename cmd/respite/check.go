package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"respite/script"
)

func newCheck(std streams) *cobra.Command {
	var s session
	cmd := &cobra.Command{
		Use:   "check ROUTINE...",
		Short: "look for mistakes in routines, without making sound",
		Long: `Check parses and builds each routine, a file or - for standard input, and
prints all of their mistakes.`,
		Example: "  respite check my-routine.yaml",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			worst := exitDone
			for _, name := range args {
				t, _, err := s.timeline(name, std)
				if err != nil {
					worst = max(worst, report(std.err, err))
					continue
				}
				fmt.Fprintf(std.out, "%s: good, %s\n", name, script.Clock(t.Length))
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
