package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// complete lets the shell propose fixed values for a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	completeWith(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completeWith lets the shell ask for the values of a flag. Cobra keeps references to such
// flags for ever, so completeWith skips commands that no shell uses: those of the rows of a
// plan.
func completeWith(cmd *cobra.Command, flag string, propose cobra.CompletionFunc) {
	if cmd.Use != "" {
		_ = cmd.RegisterFlagCompletionFunc(flag, propose) // fails only for an unknown flag
	}
}

// completeFiles lets the shell propose files of these types.
func completeFiles(cmd *cobra.Command, flag string, kinds []string) {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = strings.TrimPrefix(k, ".")
	}
	_ = cmd.MarkFlagFilename(flag, names...) // fails only for an unknown flag
}
