package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/routines"
)

// session is what the shared flags ask for.
type session struct {
	options  plan.Options
	language string
	voice    string // empty: the default of the routine's language
	tts      tts
	context  func() context.Context // of the command
	sounding
}

// addFlags adds the flags that shape a session. The rate only matters to what makes sound.
func (s *session) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.TextVar(&s.options.Guidance, "guidance", s.options.Guidance, "`HOW` much is said: full, brief or quiet")
	f.TextVar(&s.options.Level, "level", s.options.Level, "`HOW` long: gentle, steady or deep")
	f.TextVar(&s.options.Length, "length", s.options.Length, "`TIME` of it all, such as 10m; of more rounds: --rounds N")
	f.TextVar(&s.options.Rounds, "rounds", s.options.Rounds, "`N` times through all stretches")
	f.TextVar(&s.options.Breath, "breath", s.options.Breath, "`IN/OUT` such as 4s/6s, or in, hold, out and rest")
	f.StringSliceVar(&s.options.Only, "only", nil, "these stretches alone; --skip `NAME,...` leaves some out")
	f.StringSliceVar(&s.options.Skip, "skip", nil, "all but these stretches, by `NAME,...`")
	f.StringVar(&s.language, "lang", "", "`LANGUAGE` of a built-in routine: en, de or es")
	f.StringVar(&s.voice, "voice", "", "`NAME` of a voice, its folder, or tts; --lang de or es")
	s.tts.addFlags(cmd)
	s.context = cmd.Context
	for _, name := range []string{"rounds", "skip", "lang"} {
		_ = f.MarkHidden(name) // fails only for an unknown flag; the help of another tells of it
	}
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if f.Changed("length") && f.Changed("level") {
			return hint.Usage(errors.New("--length and --level both say how long"), "leave one of them out")
		}
		return nil
	}
	complete(cmd, "lang", "en", "de", "es")
	complete(cmd, "guidance", "full", "brief", "quiet")
	complete(cmd, "level", "gentle", "steady", "deep")
	complete(cmd, "voice", slices.Concat(samples.Voices(), ownVoices(), []string{everything})...)
	cmd.ValidArgsFunction = completeRoutine
}

// timeline reads and builds the routine of that name.
func (s *session) timeline(routine string, std streams) (*script.Timeline, *samples.Voice, error) {
	r, voice, err := s.open(routine, std)
	if err != nil {
		return nil, nil, err
	}
	return s.build(r, voice, std)
}

// open reads the routine of that name and opens a voice that speaks its language.
func (s *session) open(routine string, std streams) (*routine.Routine, *samples.Voice, error) {
	if err := s.tts.check(s.voice); err != nil {
		return nil, nil, err
	}
	r, err := readRoutineIn(s.language, routine, std)
	if err != nil {
		return nil, nil, err
	}
	name := s.voice
	if name == "" {
		name = defaultVoice(r.Language)
	}
	voice, err := openVoice(name)
	if err != nil {
		return nil, nil, err
	}
	return r, voice, agree(r, voice)
}

// defaultVoice is the first bundled voice that speaks a language.
func defaultVoice(language string) string {
	for _, name := range samples.Voices() {
		if v, err := samples.OpenVoice(name); err == nil && speaks(v, language) {
			return name
		}
	}
	return samples.DefaultVoice
}

// agree finds a voice that would read the routine in another language.
func agree(r *routine.Routine, voice *samples.Voice) error {
	if speaks(voice, r.Language) {
		return nil
	}
	m, advice := voice.Manifest(), ""
	if name := defaultVoice(r.Language); name != m.Name {
		advice = "--voice " + name + " speaks " + r.Language
	}
	if in := routines.Languages(r.Name); slices.Contains(in, m.Language) {
		advice += "; --lang " + m.Language + " takes the translation"
	}
	return hint.Usage(fmt.Errorf("the routine %s is in %s, and the voice %s speaks %s", r.Name, r.Language, m.Name, m.Language), strings.TrimPrefix(advice, "; "))
}

// speaks tells whether a voice is for a language; one that does not say is for any.
func speaks(voice *samples.Voice, language string) bool {
	base, _, _ := strings.Cut(voice.Manifest().Language, "-")
	return base == "" || base == language
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails only for an unknown flag
}
