package main

import (
	"errors"
	"fmt"
	"os"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/settings"
	"respite/script/routine"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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
