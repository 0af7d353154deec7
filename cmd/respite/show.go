package main

import (
	"encoding/json"

	"github.com/spf13/cobra"
)

func newShow(std streams) *cobra.Command {
	var s session
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show [ROUTINE]",
		Short: "print a session's timeline",
		Long: `Show prints what is heard when. ROUTINE is a built-in routine, a file, or - for
standard input; back-relief when left out.`,
		Example: "  respite show --level deep --skip Cobra",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, _, err := s.timeline(routineArg(args), std)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(std.out)
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(t)
			}
			return t.WriteText(std.out)
		},
	}
	s.addFlags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON, times in seconds")
	return cmd
}
