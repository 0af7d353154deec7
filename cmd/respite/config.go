package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/settings"
	"respite/script/routine"
)

// settable lists the flags that environment variables and the settings file can set.
var settable = []string{
	"voice", "guidance", "level", "length", "rounds", "breath", "lang",
	"tones", "ambience", "ambience-level", "loudness", "peak", "rate", "bits", "mono", "bitrate",
	"artist", "album", "genre", "comment", "cover", "intro", "outro",
	"tts", "tts-model", "tts-voice", "tts-url", "tts-speed", "tts-jobs", "tts-check",
}

// rivals lists the flags that exclude each other.
var rivals = [][]string{{"length", "level"}}

// applySettings applies the settings to the flags of a session that are not on the command
// line.
func applySettings(cmd *cobra.Command) error {
	if cmd.Flags().Lookup("guidance") == nil {
		return nil // the command does not make a session
	}
	if err := applyPurpose(cmd.Flags()); err != nil {
		return err
	}
	s, err := settings.Load(folders.Config(), os.Getenv, settable)
	if err != nil {
		return err
	}
	return s.Apply(cmd.Flags(), settable, rivals)
}

// withOrigin adds the source of the wrong value to an error, if the value is not from the
// command line.
func withOrigin(cmd *cobra.Command, err error) error {
	var places routine.ErrorList
	if _, usage := hint.Of(err); !usage || errors.As(err, &places) {
		return err
	}
	words := valuesIn(err)
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if from := settings.Origin(flag); from != "" && !flag.Changed && slices.Contains(words, flag.Value.String()) {
			err = fmt.Errorf("%s: %w", from, err)
		}
	})
	return err
}

// valuesIn returns the words of an error, which may be values of flags.
func valuesIn(err error) []string {
	return strings.FieldsFunc(err.Error(), func(r rune) bool { return strings.ContainsRune(" ,:;\"", r) })
}

func newConfig(std streams) *cobra.Command {
	session := &cobra.Command{}
	f := renderFlags{}
	f.add(session)
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
		Args:    takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			s, err := settings.Load(folders.Config(), os.Getenv, settable)
			if err != nil {
				return err
			}
			if err := s.Apply(session.Flags(), settable, rivals); err != nil {
				return err
			}
			return showSettings(std.out, s.File, settings.InForce(session.Flags(), settable))
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
