package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/value"
	"respite/samples"
)

// soundFlags are the flags that determine how a session sounds. They do not affect its
// timeline.
type soundFlags struct {
	tones         string
	bells         string // a folder, or empty for the bundled ones
	rate          int
	ambience      string
	ambienceLevel float64 // dB relative to the voice
	master        audio.Master
	mono          bool
	room          float64 // dB of extra headroom, for the peaks that an encoder adds

	share func(open func() (audio.Kit, error)) (audio.Kit, error) // returns sounds that sessions share; nil: calls open
}

func (f *soundFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.rate, f.ambienceLevel, f.master = 44100, audio.DefaultAmbience, audio.Master{Loudness: -16, Peak: -1}
	inGroup(cmd, "Sound", func() {
		flags.StringVar(&f.ambience, "ambience", samples.DefaultAmbience, "`FILE`, or "+strings.Join(samples.Ambiences(), ", ")+", none")
		flags.Var(value.Number{Value: &f.ambienceLevel, What: "level: write it like -6", Units: []string{"dB"}}, "ambience-level", "`DB` of the ambience above the voice")
		flags.StringVar(&f.tones, "tones", samples.DefaultTones, "`SET` or folder: "+strings.Join(samples.ToneSets(), ", ")+", none")
		flags.StringVar(&f.bells, "bells", "", "`FOLDER` with bells of your own")
		flags.Var(value.Number{Value: &f.master.Loudness, What: "loudness: write it like -16", Units: []string{"LUFS", "LKFS"}}, "loudness", "`LUFS` of the whole session")
		flags.Var(value.Number{Value: &f.master.Peak, What: "peak: write it like -1", Units: []string{"dBTP", "dB"}}, "peak", "`DBTP` that no peak passes")
		flags.Var(value.Rate{Value: &f.rate}, "rate", "`HZ`, frames a second: 44100 or 48000")
	})
	complete(cmd, "tones", append(samples.ToneSets(), none)...)
	_ = cmd.MarkFlagDirname("bells") // fails only for an unknown flag
	complete(cmd, "rate", "44100", "48000")
	completeWith(cmd, "ambience", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append(samples.Ambiences(), none), cobra.ShellCompDirectiveDefault
	})
}

// check checks the values before any work is done.
func (f *soundFlags) check() error {
	switch {
	case f.tones != none && !slices.Contains(samples.ToneSets(), f.tones) && !isFolder(f.tones):
		return hint.Usage(fmt.Errorf("no tones %q: neither a bundled set nor a folder%s", f.tones, didYouMean(f.tones, samples.ToneSets())),
			"--tones takes "+strings.Join(samples.ToneSets(), ", ")+", none, or a folder with inhale.wav, exhale.wav and hold.wav")
	case f.bells != "" && !isFolder(f.bells):
		return hint.Usage(fmt.Errorf("no bells %q: there is no such folder", f.bells), "--bells takes a folder with opening.wav, change.wav and ending.wav")
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
