package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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

// group is the name of the annotation that holds the group of a flag.
const group = "group"

// inGroup assigns the flags that add defines to a group of the help.
func inGroup(cmd *cobra.Command, title string, add func()) {
	known := map[string]bool{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
	add()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !known[f.Name] && f.Annotations[group] == nil {
			_ = cmd.Flags().SetAnnotation(f.Name, group, []string{title}) // fails only for an unknown flag
		}
	})
}

// flagGroups returns the flags of a command by group.
func flagGroups(cmd *cobra.Command) []flagGroup {
	sets := map[string]*pflag.FlagSet{}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		title := groupTitles[0]
		if g := f.Annotations[group]; len(g) > 0 {
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
