package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/cli"
)

// A flagGroup is a group of flags under one title in a help text.
type flagGroup struct {
	Title string
	flags *pflag.FlagSet
}

func (g flagGroup) Usages() string { return strings.TrimRight(g.flags.FlagUsages(), "\n") }

// groupTitles lists the groups of flags in the order of the help. Flags without a group come
// first.
var groupTitles = []string{"Flags", "Session", "Voice", "Sound", "Tags", "Files beside it"}

// flagGroups returns the flags of a command by group.
func flagGroups(cmd *cobra.Command) []flagGroup {
	sets := map[string]*pflag.FlagSet{}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		title := groupTitles[0]
		if g := f.Annotations[cli.Group]; len(g) > 0 {
			title = g[0]
		}
		if sets[title] == nil {
			sets[title] = pflag.NewFlagSet("", pflag.ContinueOnError)
			sets[title].SortFlags = false
		}
		sets[title].AddFlag(f)
	})
	var groups []flagGroup
	for _, title := range groupTitles {
		if sets[title] != nil && sets[title].HasAvailableFlags() {
			groups = append(groups, flagGroup{title, sets[title]})
		}
	}
	return groups
}
