package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/cmd/respite/hint"
	"respite/samples"
)

// soundFlags are the flags that shape how a session sounds; its timeline does not depend on them.
type soundFlags struct {
	tones         string
	rate          int
	ambience      string
	ambienceLevel float64 // dB above the voice
	master        audio.Master
}

// noAmbience is the name of silence between the cues.
const noAmbience = "none"

func (f *soundFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.tones, "tones", samples.DefaultTones, "`SET` of breath tones: "+strings.Join(samples.ToneSets(), " or "))
	flags.StringVar(&f.ambience, "ambience", "", "`FILE`, or "+strings.Join(samples.Ambiences(), ", ")+"; how loud: --ambience-level DB")
	flags.Float64Var(&f.ambienceLevel, "ambience-level", audio.DefaultAmbience, "`DB` of the ambience above the voice")
	flags.Float64Var(&f.master.Loudness, "loudness", -16, "`LUFS`; no peak passes --peak DBTP")
	flags.Float64Var(&f.master.Peak, "peak", -1, "`DBTP` that no peak passes")
	flags.IntVar(&f.rate, "rate", 44100, "frames a second in `HZ`: 44100 or 48000")
	for _, flag := range []string{"ambience-level", "peak"} {
		_ = flags.MarkHidden(flag) // fails only for an unknown flag
	}
	complete(cmd, "tones", samples.ToneSets()...)
	complete(cmd, "rate", "44100", "48000")
	_ = cmd.RegisterFlagCompletionFunc("ambience", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append(samples.Ambiences(), noAmbience), cobra.ShellCompDirectiveDefault
	})
}

// check returns an error for a number that is out of its range.
func (f *soundFlags) check() error {
	switch {
	case f.rate != 44100 && f.rate != 48000:
		return hint.Usage(fmt.Errorf("a rate of %d Hz is not possible", f.rate), "--rate takes 44100 or 48000")
	case !(f.master.Loudness >= -60 && f.master.Loudness <= 60):
		return hint.Usage(fmt.Errorf("a loudness of %g LUFS is not possible", f.master.Loudness), "--loudness takes LUFS, such as -16")
	case !(f.master.Peak >= -20 && f.master.Peak <= 0):
		return hint.Usage(fmt.Errorf("a peak of %g dBTP is not possible", f.master.Peak), "--peak takes -20 to 0")
	case !(f.ambienceLevel >= audio.LowestAmbience && f.ambienceLevel <= audio.HighestAmbience):
		return hint.Usage(fmt.Errorf("an ambience at %g dB is not possible", f.ambienceLevel),
			fmt.Sprintf("--ambience-level takes %g to %g: that far above the voice", audio.LowestAmbience, audio.HighestAmbience))
	}
	return nil
}
