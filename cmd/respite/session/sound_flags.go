package session

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/value"
	"respite/samples"
)

// SoundFlags are the flags that determine how a session sounds. They do not affect its
// timeline.
type SoundFlags struct {
	Tones         string
	bells         string // a folder, or empty for the bundled ones
	Rate          int
	Ambience      string
	ambienceLevel float64 // dB relative to the voice
	Master        audio.Master
	Mono          bool
	Room          float64 // dB of extra headroom, for the peaks that an encoder adds

	Share func(open func() (audio.Kit, error)) (audio.Kit, error) // returns sounds that sessions share; nil: calls open
}

// Add defines the flags of a command, and their completion.
func (f *SoundFlags) Add(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.Rate, f.ambienceLevel, f.Master = 44100, audio.DefaultAmbience, audio.Master{Loudness: -16, Peak: -1}
	cli.InGroup(cmd, "Sound", func() {
		flags.StringVar(&f.Ambience, "ambience", samples.DefaultAmbience, "`FILE`, or "+strings.Join(samples.Ambiences(), ", ")+", none")
		flags.Var(value.Number{Value: &f.ambienceLevel, What: "level: write it like -6", Units: []string{"dB"}}, "ambience-level", "`DB` of the ambience above the voice")
		flags.StringVar(&f.Tones, "tones", samples.DefaultTones, "`SET` or folder: "+strings.Join(samples.ToneSets(), ", ")+", none")
		flags.StringVar(&f.bells, "bells", "", "`FOLDER` with bells of your own")
		flags.Var(value.Number{Value: &f.Master.Loudness, What: "loudness: write it like -16", Units: []string{"LUFS", "LKFS"}}, "loudness", "`LUFS` of the whole session")
		flags.Var(value.Number{Value: &f.Master.Peak, What: "peak: write it like -1", Units: []string{"dBTP", "dB"}}, "peak", "`DBTP` that no peak passes")
		flags.Var(value.Rate{Value: &f.Rate}, "rate", "`HZ`, frames a second: 44100 or 48000")
	})
	cli.Complete(cmd, "tones", append(samples.ToneSets(), None)...)
	_ = cmd.MarkFlagDirname("bells") // fails only for an unknown flag
	cli.Complete(cmd, "rate", "44100", "48000")
	cli.CompleteWith(cmd, "ambience", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append(samples.Ambiences(), None), cobra.ShellCompDirectiveDefault
	})
}

// Check checks the values before any work is done.
func (f *SoundFlags) Check() error {
	switch {
	case f.Tones != None && !slices.Contains(samples.ToneSets(), f.Tones) && !folders.IsFolder(f.Tones):
		return hint.Usage(fmt.Errorf("no tones %q: neither a bundled set nor a folder%s", f.Tones, cli.DidYouMean(f.Tones, samples.ToneSets())),
			"--tones takes "+strings.Join(samples.ToneSets(), ", ")+", none, or a folder with inhale.wav, exhale.wav and hold.wav")
	case f.bells != "" && !folders.IsFolder(f.bells):
		return hint.Usage(fmt.Errorf("no bells %q: there is no such folder", f.bells), "--bells takes a folder with opening.wav, change.wav and ending.wav")
	case f.Rate != 44100 && f.Rate != 48000:
		return hint.Usage(fmt.Errorf("a rate of %d Hz is not possible", f.Rate), "--rate takes 44100 or 48000")
	case !(f.Master.Loudness >= -60 && f.Master.Loudness <= 60):
		return hint.Usage(fmt.Errorf("a loudness of %g LUFS is not possible", f.Master.Loudness), "--loudness takes LUFS, such as -16")
	case !(f.Master.Peak >= -20 && f.Master.Peak <= 0):
		return hint.Usage(fmt.Errorf("a peak of %g dBTP is not possible", f.Master.Peak), "--peak takes -20 to 0")
	case !(f.ambienceLevel >= audio.LowestAmbience && f.ambienceLevel <= audio.HighestAmbience):
		return hint.Usage(fmt.Errorf("an ambience at %g dB is not possible", f.ambienceLevel),
			fmt.Sprintf("--ambience-level takes %g to %g: that far above the voice", audio.LowestAmbience, audio.HighestAmbience))
	}
	return nil
}
