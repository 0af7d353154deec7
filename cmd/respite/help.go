package main

import (
	"go/doc/comment"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/live"
	"respite/cmd/respite/settings"
	"respite/script"
)

// helpTemplate is the help text of every command; the examples come last.
const helpTemplate = `Usage:
  {{.UseLine}}{{if .HasAvailableSubCommands}} COMMAND{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name 12}}{{.Short}}{{end}}{{end}}{{end}}{{range flagGroups .}}

{{.Title}}:
{{.Usages}}{{end}}{{if not .HasParent}}

Pages:
  help format   how a routine file is written
  help for      what --for sets
  help keys     the keys while a session plays
  help voice    your own voices, and engines{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}
`

// newHelp returns the command help, which also prints the pages.
func newHelp(root *cobra.Command, std cli.Streams) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "help for a command, or a page: for, format, keys, voice",
		Example: "  respite help render\n  respite help keys",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && pages[args[0]] != nil {
				return pages[args[0]](std.Out)
			}
			target, left, err := root.Find(args)
			if err != nil || len(left) > 0 {
				return hint.Usage(cli.NoCommand(root, args), "respite help shows what there is")
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

// pages are the texts that help prints in addition to the help of commands.
var pages = map[string]func(io.Writer) error{
	"for": settings.WritePurposes,
	"keys": func(w io.Writer) error {
		_, err := clean.Fprintf(w, "The keys while a session plays:\n\n  %s\n\nThe media keys of a desktop and the button of a headset work, too.\n", strings.Join(live.Keys(), "\n  "))
		return err
	},
	"format": func(w io.Writer) error {
		_, err := w.Write((&comment.Printer{TextWidth: 78}).Text(script.Reference()))
		return err
	},
}
