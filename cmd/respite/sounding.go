package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
)

// sounding is what the flags ask for that a timeline does not depend on.
type sounding struct {
	tones         string
	rate          int
	ambience      string
	ambienceLevel float64 // dB above the voice
	master        audio.Master
}

// noAmbience is the name of silence between the cues.
const noAmbience = "none"

// addSoundFlags adds the flags that a timeline does not depend on. Two of
// them only show in the help of those that they go with.
func (s *sounding) addSoundFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.tones, "tones", samples.DefaultTones, "`SET` of breath tones: "+strings.Join(samples.ToneSets(), " or "))
	f.StringVar(&s.ambience, "ambience", "", "`FILE`, or "+strings.Join(samples.Ambiences(), ", ")+"; how loud: --ambience-level DB")
	f.Float64Var(&s.ambienceLevel, "ambience-level", audio.DefaultAmbience, "`DB` of the ambience above the voice")
	f.Float64Var(&s.master.Loudness, "loudness", -16, "`LUFS`; no peak passes --peak DBTP")
	f.Float64Var(&s.master.Peak, "peak", -1, "`DBTP` that no peak passes")
	f.IntVar(&s.rate, "rate", 44100, "frames a second in `HZ`: 44100 or 48000")
	for _, flag := range []string{"ambience-level", "peak"} {
		_ = f.MarkHidden(flag) // fails only for an unknown flag
	}
	complete(cmd, "tones", samples.ToneSets()...)
	complete(cmd, "rate", "44100", "48000")
	_ = cmd.RegisterFlagCompletionFunc("ambience", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append(samples.Ambiences(), noAmbience), cobra.ShellCompDirectiveDefault
	})
}

// sound is the timeline as a Source.
func (s *sounding) sound(t *script.Timeline, voice *samples.Voice) (audio.Source, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	tones, err := samples.OpenTones(s.tones)
	if err != nil {
		return nil, hint.Usage(err, "--tones takes "+strings.Join(samples.ToneSets(), " or "))
	}
	bed, err := s.openAmbience()
	if err != nil {
		return nil, err
	}
	src, err := audio.NewSession(t, audio.Kit{
		Rate: s.rate, Voice: voice, Tones: tones, Ambience: bed, AmbienceLevel: s.ambienceLevel, Master: &s.master,
	})
	var loud *audio.TooLoudError
	if errors.As(err, &loud) {
		return nil, hint.Usage(err, fmt.Sprintf("ask for less, such as --loudness %.0f", min(loud.Loudest-0.5, -14)))
	}
	return src, err
}

// warnOfLoudness tells that a session is softer than was asked for.
func (s *sounding) warnOfLoudness(src audio.Source, std streams) {
	if short := audio.Shortfall(src); short > 0.1 {
		fmt.Fprintf(std.err, "respite: warning: the session stays %.1f LU under %g LUFS: little is said in it, and louder words would startle\n",
			short, s.master.Loudness)
	}
}

// check finds the numbers that cannot be.
func (s *sounding) check() error {
	switch {
	case s.rate != 44100 && s.rate != 48000:
		return hint.Usage(fmt.Errorf("a rate of %d Hz is not possible", s.rate), "--rate takes 44100 or 48000")
	case !(s.master.Loudness >= -60 && s.master.Loudness <= 60):
		return hint.Usage(fmt.Errorf("a loudness of %g LUFS is not possible", s.master.Loudness), "--loudness takes LUFS, such as -16")
	case !(s.master.Peak >= -20 && s.master.Peak <= 0):
		return hint.Usage(fmt.Errorf("a peak of %g dBTP is not possible", s.master.Peak), "--peak takes -20 to 0")
	case !(s.ambienceLevel >= audio.LowestAmbience && s.ambienceLevel <= audio.HighestAmbience):
		return hint.Usage(fmt.Errorf("an ambience at %g dB is not possible", s.ambienceLevel),
			fmt.Sprintf("--ambience-level takes %g to %g: that far above the voice", audio.LowestAmbience, audio.HighestAmbience))

	}
	return nil
}

// openAmbience is what --ambience names; nil for none.
func (s *sounding) openAmbience() (*audio.Ambience, error) {
	switch {
	case s.ambience == "" || s.ambience == noAmbience:
		return nil, nil
	case slices.Contains(samples.Ambiences(), s.ambience):
		loop, err := samples.Ambience(s.ambience)
		if err != nil {
			return nil, err
		}
		return audio.NewAmbience(loop, s.rate), nil
	}
	if _, err := os.Stat(s.ambience); errors.Is(err, fs.ErrNotExist) && !looksLikeFile(s.ambience) {
		return nil, hint.Usage(fmt.Errorf("no ambience %q: neither a bundled one nor a file", s.ambience),
			"the bundled ambiences are "+strings.Join(samples.Ambiences(), ", "))

	}
	bed, err := audio.OpenAmbience(s.ambience, s.rate)
	if err != nil {
		return nil, fmt.Errorf("ambience %w", err)
	}
	return bed, nil
}
