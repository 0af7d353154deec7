package settings

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/script/routine"
)

// Settable lists the flags that environment variables and the settings file can set.
var Settable = []string{
	"voice", "guidance", "level", "length", "rounds", "breath", "lang",
	"tones", "ambience", "ambience-level", "loudness", "peak", "rate", "bits", "mono", "bitrate",
	"artist", "album", "genre", "comment", "cover", "intro", "outro",
	"tts", "tts-model", "tts-voice", "tts-url", "tts-speed", "tts-jobs", "tts-check",
}

// Rivals lists the flags that exclude each other.
var Rivals = [][]string{{"length", "level"}}

// Apply applies the settings to the flags of a session that are not on the command
// line.
func Apply(cmd *cobra.Command) error {
	if cmd.Flags().Lookup("guidance") == nil {
		return nil // the command does not make a session
	}
	if err := applyPurpose(cmd.Flags()); err != nil {
		return err
	}
	s, err := Load(folders.Config(), os.Getenv, Settable)
	if err != nil {
		return err
	}
	return s.Apply(cmd.Flags(), Settable, Rivals)
}

// WithOrigin adds the source of the wrong value to an error, if the value is not from the
// command line. The error is about a flag that it names, or about a value if it is a usage error.
func WithOrigin(cmd *cobra.Command, err error) error {
	var places routine.ErrorList
	if err == nil || errors.As(err, &places) {
		return err
	}
	text, words := err.Error(), ValuesIn(err)
	_, usage := hint.Of(err)
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		from := Origin(flag)
		about := strings.HasPrefix(text, "--"+flag.Name+" ") || usage && slices.Contains(words, flag.Value.String())
		if from != "" && !flag.Changed && about {
			err = fmt.Errorf("%s: %w", from, err)
		}
	})
	return err
}

// ValuesIn returns the words of an error, which may be values of flags.
func ValuesIn(err error) []string {
	return strings.FieldsFunc(err.Error(), func(r rune) bool { return strings.ContainsRune(" ,:;\"", r) })
}
