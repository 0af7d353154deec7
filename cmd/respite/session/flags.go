package session

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/value"
	"respite/samples"
	"respite/script/plan"
)

// Flags are the flags that determine what is said, and when.
type Flags struct {
	Options  plan.Options
	Language string
	voice    string // empty: the default voice of the routine's language
	TTS      TTS
	Estimate bool // estimate the lengths of lines that the voice lacks
	Draft    bool // estimate also the lengths of lines that an engine will speak
	fullest  bool // use the fullest guidance that fits the length

	OpenVoice func(name string) (*samples.Voice, error)                                                                   // nil: the function OpenVoice
	Change    func(text string) (string, error)                                                                           // changes the text of the routine; nil: no change
	Speak     func(ctx context.Context, t *TTS, language string, lines []string, std cli.Streams) (*samples.Voice, error) // nil: the method Speak of t
}

// Add defines the flags of a command, their completion, and the checks before it runs.
func (f *Flags) Add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	cli.InGroup(cmd, "Session", func() {
		o := &f.Options
		flags.Var(value.Text{Value: &o.Length, Tidy: value.Time, Kind: "time"}, "length", "make it last this `TIME`, such as 10m or 12:30")
		flags.Var(value.Text{Value: &o.Level, Tidy: value.Word, Kind: "level"}, "level", "how `LONG`: gentle, steady or deep")
		flags.Var(value.Text{Value: &o.Guidance, Tidy: value.Word, Kind: "guidance"}, "guidance", "words: `HOW` many, full, brief or quiet")
		flags.StringSliceVar(&o.Only, "only", nil, "do only these stretches: `NAME,...`")
		flags.StringSliceVar(&o.Skip, "skip", nil, "leave these stretches out: `NAME,...`")
		flags.Var(value.Text{Value: &o.Rounds, Tidy: strings.TrimSpace, Kind: "number"}, "rounds", "go `N` times through all stretches")
		flags.Var(value.Text{Value: &o.Breath, Tidy: value.Breath, Kind: "breath"}, "breath", "seconds `IN/OUT`, such as 4/6 or, with holds, 4/4/4/4")
	})
	cli.InGroup(cmd, "Voice", func() {
		flags.StringVar(&f.voice, "voice", "", "`NAME` of a voice, a folder of one, or tts")
		flags.StringVar(&f.Language, "lang", "", "`LANGUAGE` of a built-in routine: en de es fr it")
		f.TTS.Add(cmd)
	})
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		f.Resolve(cmd)
		if err := checkEngineFlags(cmd.Flags()); err != nil {
			return err
		}
		return CheckLengthFlags(cmd, args)
	}
	cli.Complete(cmd, "lang", "en", "de", "es", "fr", "it")
	cli.Complete(cmd, "guidance", "full", "brief", "quiet")
	cli.Complete(cmd, "level", "gentle", "steady", "deep")
	cli.Complete(cmd, "voice", slices.Concat(samples.Voices(), OwnVoices(), []string{TTSVoice})...)
	CompleteStretches(cmd, "only", "skip")
	cmd.ValidArgsFunction = CompleteRoutine
}

// Resolve sets the options that depend on which flags are given.
func (f *Flags) Resolve(cmd *cobra.Command) {
	f.fullest = cmd.Flags().Changed("length") && !cmd.Flags().Changed("guidance")
}

// CheckLengthFlags rejects two flags that both set the length of a session.
func CheckLengthFlags(cmd *cobra.Command, _ []string) error {
	if f := cmd.Flags(); f.Changed("length") && f.Changed("level") {
		return hint.Usage(errors.New("--length and --level both say how long"), "leave one of them out")
	}
	return nil
}
