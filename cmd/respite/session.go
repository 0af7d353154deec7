package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/samples"
	"respite/script"
)

// session is what the shared flags ask for.
type session struct {
	options script.Options
	voice   string
	tones   string
	rate    int
}

// addFlags adds the flags that shape a session. The rate only matters to what makes sound.
func (s *session) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(&s.options.Guidance, "guidance", "`HOW` much is said: full, brief or quiet")
	f.Var(&s.options.Level, "level", "`HOW` long: gentle, steady or deep")
	f.Var(&s.options.Breath, "breath", "`IN/OUT` such as 4s/6s, or in, hold, out and rest")
	f.StringSliceVar(&s.options.Only, "only", nil, "these stretches alone, by `NAME,...`")
	f.StringSliceVar(&s.options.Skip, "skip", nil, "all but these stretches, by `NAME,...`")
	f.StringVar(&s.voice, "voice", samples.DefaultVoice, "`NAME` of a bundled voice, or its folder")
	complete(cmd, "guidance", "full", "brief", "quiet")
	complete(cmd, "level", "gentle", "steady", "deep")
	complete(cmd, "voice", samples.Voices()...)
	cmd.ValidArgsFunction = completeRoutine
}

// addSoundFlags adds the flags that a timeline does not depend on.
func (s *session) addSoundFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.tones, "tones", samples.DefaultTones, "`SET` of breath tones: "+strings.Join(samples.ToneSets(), " or "))
	f.IntVar(&s.rate, "rate", 44100, "frames a second in `HZ`: 44100 or 48000")
	complete(cmd, "tones", samples.ToneSets()...)
	complete(cmd, "rate", "44100", "48000")
}

// timeline reads and builds the routine of that name.
func (s *session) timeline(routine string, std streams) (*script.Timeline, *samples.Voice, error) {
	voice, err := samples.OpenVoice(s.voice)
	if err != nil {
		var unknown *samples.UnknownVoiceError
		if errors.As(err, &unknown) {
			return nil, nil, usageError{err, "the bundled voices are " + strings.Join(samples.Voices(), ", ")}
		}
		return nil, nil, fmt.Errorf("voice %s: %w", s.voice, err)
	}
	r, err := readRoutine(routine, std)
	if err != nil {
		return nil, nil, err
	}
	t, err := script.Build(r, s.options, voice.Length)
	return t, voice, err
}

// sound is the timeline as a Source.
func (s *session) sound(t *script.Timeline, voice *samples.Voice) (audio.Source, error) {
	if s.rate != 44100 && s.rate != 48000 {
		return nil, usageError{fmt.Errorf("a rate of %d Hz is not possible", s.rate), "--rate takes 44100 or 48000"}
	}
	tones, err := samples.OpenTones(s.tones)
	if err != nil {
		return nil, usageError{err, "--tones takes " + strings.Join(samples.ToneSets(), " or ")}
	}
	return audio.NewSession(t, audio.Kit{Rate: s.rate, Voice: voice, Tones: tones})
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails only for an unknown flag
}
