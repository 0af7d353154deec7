package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// Complete lets the shell propose fixed values for a flag.
func Complete(cmd *cobra.Command, flag string, values ...string) {
	CompleteWith(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// CompleteWith lets the shell ask for the values of a flag. Cobra keeps references to such
// flags for ever, so CompleteWith skips commands that no shell uses: those of the rows of a
// plan.
func CompleteWith(cmd *cobra.Command, flag string, propose cobra.CompletionFunc) {
	if cmd.Use != "" {
		_ = cmd.RegisterFlagCompletionFunc(flag, propose) // fails only for an unknown flag
	}
}

// CompleteFiles lets the shell propose files of these types.
func CompleteFiles(cmd *cobra.Command, flag string, kinds []string) {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = strings.TrimPrefix(k, ".")
	}
	_ = cmd.MarkFlagFilename(flag, names...) // fails only for an unknown flag
}
