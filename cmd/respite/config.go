package main

import (
	"cmp"
	"io"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/render"
	"respite/cmd/respite/settings"
)

func newConfig(std cli.Streams) *cobra.Command {
	session := &cobra.Command{}
	f := render.Flags{}
	f.Add(session)
	cmd := &cobra.Command{
		Use:   "config",
		Short: "show the current settings and their sources",
		Long: `Config shows the value of every flag that settings can change, and its source: a
variable such as RESPITE_VOICE, the settings file, or the default. Flags on the
command line override variables, and variables override the file. The file has
lines such as

  voice: NAME
  guidance: brief`,
		Example: "  respite config\n  RESPITE_AMBIENCE=rain respite play",
		Args:    cli.Takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			s, err := settings.Load(folders.Config(), os.Getenv, settings.Settable)
			if err != nil {
				return err
			}
			if err := s.Apply(session.Flags(), settings.Settable, settings.Rivals); err != nil {
				return err
			}
			return showSettings(std.Out, s.File, settings.InForce(session.Flags(), settings.Settable))
		},
	}
	return cmd
}

// showSettings prints a line for each setting.
func showSettings(out io.Writer, file string, values []settings.Value) error {
	about := "there is no such file yet"
	if _, err := os.Stat(file); err == nil {
		about = "it is read"
	}
	clean.Fprintf(out, "settings file: %s, %s\n\n", file, about)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, v := range values {
		clean.Fprintf(w, "%s\t%s\t%s\n", v.Flag, cmp.Or(v.Text, "-"), v.From)
	}
	return w.Flush()
}
