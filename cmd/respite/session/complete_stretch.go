package session

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
)

// CompleteStretches lets the shell complete the names of stretches. It proposes the stretches
// of the routine that is already on the command line.
func CompleteStretches(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		f := cmd.Flags().Lookup(flag)
		several := f != nil && f.Value.Type() == "stringSlice"
		cli.CompleteWith(cmd, flag, func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			chosen, begun := "", typed
			if comma := strings.LastIndexByte(typed, ','); several && comma >= 0 {
				chosen, begun = typed[:comma+1], typed[comma+1:]
			}
			var names []string
			for _, name := range stretchNames(cmd, args) {
				if hasPrefixFold(name, begun) && !slices.Contains(strings.Split(chosen, ","), name) {
					names = append(names, chosen+name)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		})
	}
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// stretchNames returns the stretches of the routine on a command line; nil if it cannot be
// read.
func stretchNames(cmd *cobra.Command, args []string) (names []string) {
	language := ""
	if f := cmd.Flag("lang"); f != nil {
		language = f.Value.String()
	}
	for _, name := range typedRoutines(cmd, args) {
		r, err := ReadRoutine(cmd.Context(), language, name, cli.Streams{In: strings.NewReader("")})
		if err != nil {
			return nil
		}
		names = append(names, StretchesOf(r)...)
	}
	return names
}

// typedRoutines returns the routines on a command line, from a flag or from the arguments.
func typedRoutines(cmd *cobra.Command, args []string) []string {
	if f := cmd.Flag("routine"); f != nil {
		if named, _ := cmd.Flags().GetStringSlice("routine"); len(named) > 0 {
			return named
		}
	}
	return RoutinesArg(args)
}
