package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
	"respite/cmd/respite/value"
	"respite/samples"
	"respite/script/plan"
)

// sessionFlags are the flags that determine what is said, and when.
type sessionFlags struct {
	options  plan.Options
	language string
	voice    string // empty: the default voice of the routine's language
	tts      tts
	estimate bool // estimate the lengths of lines that the voice lacks
	draft    bool // estimate also the lengths of lines that an engine will speak
	fullest  bool // use the fullest guidance that fits the length

	openVoice func(name string) (*samples.Voice, error)                                                               // nil: openVoice
	change    func(text string) (string, error)                                                                       // changes the text of the routine; nil: no change
	speak     func(ctx context.Context, t *tts, language string, lines []string, std streams) (*samples.Voice, error) // nil: (*tts).speak
}

func (f *sessionFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	inGroup(cmd, "Session", func() {
		o := &f.options
		flags.Var(value.Text{Value: &o.Length, Tidy: value.Time, Kind: "time"}, "length", "make it last this `TIME`, such as 10m or 12:30")
		flags.Var(value.Text{Value: &o.Level, Tidy: value.Word, Kind: "level"}, "level", "how `LONG`: gentle, steady or deep")
		flags.Var(value.Text{Value: &o.Guidance, Tidy: value.Word, Kind: "guidance"}, "guidance", "words: `HOW` many, full, brief or quiet")
		flags.StringSliceVar(&o.Only, "only", nil, "do only these stretches: `NAME,...`")
		flags.StringSliceVar(&o.Skip, "skip", nil, "leave these stretches out: `NAME,...`")
		flags.Var(value.Text{Value: &o.Rounds, Tidy: strings.TrimSpace, Kind: "number"}, "rounds", "go `N` times through all stretches")
		flags.Var(value.Text{Value: &o.Breath, Tidy: value.Breath, Kind: "breath"}, "breath", "seconds `IN/OUT`, such as 4/6 or, with holds, 4/4/4/4")
	})
	inGroup(cmd, "Voice", func() {
		flags.StringVar(&f.voice, "voice", "", "`NAME` of a voice, a folder of one, or tts")
		flags.StringVar(&f.language, "lang", "", "`LANGUAGE` of a built-in routine: en de es fr it")
		f.tts.addFlags(cmd)
	})
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		f.resolve(cmd)
		if err := checkEngineFlags(cmd.Flags()); err != nil {
			return err
		}
		return checkLengthFlags(cmd, args)
	}
	complete(cmd, "lang", "en", "de", "es", "fr", "it")
	complete(cmd, "guidance", "full", "brief", "quiet")
	complete(cmd, "level", "gentle", "steady", "deep")
	complete(cmd, "voice", slices.Concat(samples.Voices(), ownVoices(), []string{ttsVoice})...)
	completeStretches(cmd, "only", "skip")
	cmd.ValidArgsFunction = completeRoutine
}

// resolve sets the options that depend on which flags are given.
func (f *sessionFlags) resolve(cmd *cobra.Command) {
	f.fullest = cmd.Flags().Changed("length") && !cmd.Flags().Changed("guidance")
}

// checkLengthFlags rejects two flags that both set the length of a session.
func checkLengthFlags(cmd *cobra.Command, _ []string) error {
	if f := cmd.Flags(); f.Changed("length") && f.Changed("level") {
		return hint.Usage(errors.New("--length and --level both say how long"), "leave one of them out")
	}
	return nil
}
