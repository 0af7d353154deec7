package settings

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/value"
)

// A purpose is a set of flag values for a place where sessions are published.
type purpose struct {
	Kind   string // file extension
	source string // of the figures, for the help
	flags  []setFlag
}

// A setFlag is a flag and its value.
type setFlag struct{ name, value string }

// Purposes are the values of --for. Their figures and the sources:
//
//   - podcast: Apple, "Audio requirements" of Apple Podcasts for Creators: MP3 at 44.1 or
//     48 kHz, stereo at 128 to 256 kbit/s; about -16 dB LKFS, true peaks up to -1 dBFS.
//     WAV and FLAC, for subscribers, must have two channels.
//   - audiobook: ACX, "Audio Submission Requirements": MP3 at 44.1 kHz and a constant
//     192 kbit/s or more, -23 to -18 dB RMS, peaks up to -3 dB, noise floor up to -60 dB
//     RMS. The noise floor excludes an ambience, and one channel is enough. The loudness
//     brings a routine with as many pauses as back-relief into the RMS range.
//   - insight-timer: Insight Timer, "Best practices for content": MP3, 128 kbit/s,
//     48 kHz, a bell at the end. It publishes no loudness, so the podcast's is used.
//   - phone: one channel for its loudspeaker; AES TD1004 (2015): at most -16 LUFS, to
//     avoid excessive limiting; 48 kHz, the rate of most phones (Android NDK guide,
//     "Sampling audio": 44.1 or 48).
var Purposes = map[string]purpose{
	"podcast": {".mp3", "Apple Podcasts, \"Audio requirements\"; no WAV or FLAC of one channel",
		[]setFlag{{"rate", "44100"}, {"loudness", "-16"}, {"peak", "-1"}, {"bitrate", "128"}}},
	"audiobook": {".mp3", "ACX, \"Audio Submission Requirements\": -23 to -18 dB RMS, floor -60 dB",
		[]setFlag{{"rate", "44100"}, {"loudness", "-17"}, {"peak", "-3"}, {"bitrate", "192"}, {"mono", "true"}, {"ambience", "none"}}},
	"insight-timer": {".mp3", "Insight Timer, \"Best practices for content\"; it names no loudness",
		[]setFlag{{"rate", "48000"}, {"loudness", "-16"}, {"peak", "-1"}, {"bitrate", "128"}}},
	"phone": {".mp3", "AES TD1004 (2015): at most -16 LUFS; one channel for its loudspeaker",
		[]setFlag{{"rate", "48000"}, {"loudness", "-16"}, {"peak", "-1"}, {"bitrate", "96"}, {"mono", "true"}}},
}

// WritePurposes prints the help page of --for.
func WritePurposes(w io.Writer) error {
	clean.Fprintln(w, "--for PLACE sets these flags of render and, without -o, the type of the file.\nYour own flags override it:")
	for _, name := range purposeNames() {
		var words []string
		for _, f := range Purposes[name].flags {
			words = append(words, "--"+f.name+" "+f.value)
		}
		clean.Fprintf(w, "\n  %s, %s\n    %s\n    from %s\n", name, Purposes[name].Kind, strings.ReplaceAll(strings.Join(words, " "), " true", ""), Purposes[name].source)
	}
	_, err := clean.Fprintln(w, `
A loudness is that of the file, as ITU-R BS.1770 measures it: one channel
counts as one. On two loudspeakers a --mono file therefore sounds 3 LU louder
than a stereo file of the same figure; --mono --loudness -19 sounds as loud
as stereo at -16.`)
	return err
}

func purposeNames() []string { return slices.Sorted(maps.Keys(Purposes)) }

// AddPurpose defines the flag --for.
func AddPurpose(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "for", "", "`PLACE`: "+strings.Join(purposeNames(), ", "))
	cli.Complete(cmd, "for", purposeNames()...)
}

// byPurpose is the annotation that marks a flag as set by --for.
const byPurpose = "for"

// IsGiven tells whether a flag is on the command line or in a row of a plan.
func IsGiven(flags *pflag.FlagSet, name string) bool {
	f := flags.Lookup(name)
	_, set := f.Annotations[byPurpose]
	return f.Changed && !set
}

// applyPurpose sets the flags of the purpose, except those that are already given.
func applyPurpose(flags *pflag.FlagSet) error {
	flag := flags.Lookup("for")
	if flag == nil || flag.Value.String() == "" {
		return nil
	}
	name := value.Word(flag.Value.String())
	p, ok := Purposes[name]
	if !ok {
		return hint.Usage(fmt.Errorf("unknown place %q%s", name, cli.DidYouMean(name, purposeNames())), "--for takes "+strings.Join(purposeNames(), ", "))
	}
	for _, f := range p.flags {
		if given := flags.Lookup(f.name); !given.Changed {
			if err := flags.Set(f.name, f.value); err != nil {
				return err
			}
			_ = flags.SetAnnotation(f.name, byPurpose, nil) // fails only for an unknown flag
		}
	}
	return flags.Set("for", name)
}
