package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Group is the name of the annotation that holds the group of a flag.
const Group = "group"

// InGroup assigns the flags that add defines to a group of the help.
func InGroup(cmd *cobra.Command, title string, add func()) {
	known := map[string]bool{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
	add()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !known[f.Name] && f.Annotations[Group] == nil {
			_ = cmd.Flags().SetAnnotation(f.Name, Group, []string{title}) // fails only for an unknown flag
		}
	})
}
