package main

import (
	"slices"

	"github.com/spf13/cobra"

	"respite/samples"
	"respite/script/plan"
)

// sessionFlags are the flags that shape a session: what is said, and when.
type sessionFlags struct {
	options  plan.Options
	language string
	voice    string // empty: the default of the routine's language
	tts      tts

	openVoice func(name string) (*samples.Voice, error) // nil: openVoice
	change    func(text string) (string, error)         // changes what the routine says; nil: nothing
}

func (f *sessionFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.TextVar(&f.options.Guidance, "guidance", f.options.Guidance, "`HOW` much is said: full, brief or quiet")
	flags.TextVar(&f.options.Level, "level", f.options.Level, "`HOW` long: gentle, steady or deep")
	flags.TextVar(&f.options.Length, "length", f.options.Length, "`TIME` of it all, such as 10m; of more rounds: --rounds N")
	flags.TextVar(&f.options.Rounds, "rounds", f.options.Rounds, "`N` times through all stretches")
	flags.TextVar(&f.options.Breath, "breath", f.options.Breath, "`IN/OUT` such as 4s/6s, or in, hold, out and rest")
	flags.StringSliceVar(&f.options.Only, "only", nil, "these stretches alone; --skip `NAME,...` leaves some out")
	flags.StringSliceVar(&f.options.Skip, "skip", nil, "all but these stretches, by `NAME,...`")
	flags.StringVar(&f.language, "lang", "", "`LANGUAGE` of a built-in routine: en, de or es")
	flags.StringVar(&f.voice, "voice", "", "`NAME` of a voice, its folder, or tts; --lang de or es")
	f.tts.addFlags(cmd)
	for _, name := range []string{"rounds", "skip", "lang"} {
		_ = flags.MarkHidden(name) // fails only for an unknown flag; the help of another tells of it
	}
	cmd.PreRunE = checkLengthFlags
	complete(cmd, "lang", "en", "de", "es")
	complete(cmd, "guidance", "full", "brief", "quiet")
	complete(cmd, "level", "gentle", "steady", "deep")
	complete(cmd, "voice", slices.Concat(samples.Voices(), ownVoices(), []string{everything})...)
	cmd.ValidArgsFunction = completeRoutine
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails only for an unknown flag
}
