package main

import (
	"fmt"
	"slices"
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
	f.rate, f.ambienceLevel, f.master = 44100, audio.DefaultAmbience, audio.Master{Loudness: -16, Peak: -1}
	inGroup(cmd, "Sound", func() {
		flags.StringVar(&f.ambience, "ambience", "", "sound under it all: "+strings.Join(samples.Ambiences(), ", ")+", or a `FILE`")
		flags.Var(numberValue{&f.ambienceLevel, "level: write it like -6", []string{"dB"}}, "ambience-level", "`DB` of the ambience above the voice")
		flags.StringVar(&f.tones, "tones", samples.DefaultTones, "`SET` of breath tones: "+strings.Join(samples.ToneSets(), " or "))
		flags.Var(numberValue{&f.master.Loudness, "loudness: write it like -16", []string{"LUFS", "LKFS"}}, "loudness", "`LUFS` of the whole session")
		flags.Var(numberValue{&f.master.Peak, "peak: write it like -1", []string{"dBTP", "dB"}}, "peak", "`DBTP` that no peak passes")
		flags.Var(rateValue{&f.rate}, "rate", "`HZ`, frames a second: 44100 or 48000")
	})
	complete(cmd, "tones", samples.ToneSets()...)
	complete(cmd, "rate", "44100", "48000")
	_ = cmd.RegisterFlagCompletionFunc("ambience", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append(samples.Ambiences(), noAmbience), cobra.ShellCompDirectiveDefault
	})
}

// check returns an error for a value that is not possible, before any work is done.
func (f *soundFlags) check() error {
	switch {
	case !slices.Contains(samples.ToneSets(), f.tones):
		return hint.Usage(fmt.Errorf("no tones %q%s", f.tones, didYouMean(f.tones, samples.ToneSets())), "--tones takes "+strings.Join(samples.ToneSets(), " or "))
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
