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
// command line.
func WithOrigin(cmd *cobra.Command, err error) error {
	var places routine.ErrorList
	if _, usage := hint.Of(err); !usage || errors.As(err, &places) {
		return err
	}
	words := ValuesIn(err)
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if from := Origin(flag); from != "" && !flag.Changed && slices.Contains(words, flag.Value.String()) {
			err = fmt.Errorf("%s: %w", from, err)
		}
	})
	return err
}

// ValuesIn returns the words of an error, which may be values of flags.
func ValuesIn(err error) []string {
	return strings.FieldsFunc(err.Error(), func(r rune) bool { return strings.ContainsRune(" ,:;\"", r) })
}
