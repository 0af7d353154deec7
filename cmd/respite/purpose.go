package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/hint"
	"respite/cmd/respite/value"
)

// A purpose is what flags are set to for a place where sessions are published.
type purpose struct {
	kind  string // the extension of the file
	flags []setFlag
}

// A setFlag is a flag and its value.
type setFlag struct{ name, value string }

// purposes are what --for takes. Their figures, with where they come from:
//
//   - podcast: Apple, "Audio requirements" of Apple Podcasts for Creators: MP3 of 44.1 or
//     48 kHz, in stereo at 128 to 256 kbit/s; about -16 dB LKFS with true peaks of -1 dBFS at most.
//   - audiobook: ACX, "Audio Submission Requirements": MP3 at a constant 192 kbit/s or
//     more and 44.1 kHz, -23 to -18 dB RMS, peaks of -3 dB at most, a noise floor of
//     -60 dB RMS at most. So there is no ambience, and one channel will do. The
//     loudness brings a routine with as many pauses as back-relief into that range.
//   - insight-timer: Insight Timer, "Best practices for content": MP3, 128 kbit/s,
//     48 kHz, an ending bell. It publishes no loudness: that of a podcast is kept.
//   - phone: one channel for its loudspeaker; AES TD1004 (2015): not above -16 LUFS,
//     against excessive limiting; 48 kHz, what most phones play at (Android NDK guide,
//     "Sampling audio": 44.1 or 48).
var purposes = map[string]purpose{
	"podcast":       {".mp3", []setFlag{{"rate", "44100"}, {"loudness", "-16"}, {"peak", "-1"}, {"bitrate", "128"}}},
	"audiobook":     {".mp3", []setFlag{{"rate", "44100"}, {"loudness", "-17"}, {"peak", "-3"}, {"bitrate", "192"}, {"mono", "true"}, {"ambience", none}}},
	"insight-timer": {".mp3", []setFlag{{"rate", "48000"}, {"loudness", "-16"}, {"peak", "-1"}, {"bitrate", "128"}}},
	"phone":         {".mp3", []setFlag{{"rate", "48000"}, {"loudness", "-16"}, {"peak", "-1"}, {"bitrate", "96"}, {"mono", "true"}}},
}

// sources are where the figures of a purpose come from, for a person.
var sources = map[string]string{
	"podcast":       "Apple Podcasts for Creators, \"Audio requirements\"",
	"audiobook":     "ACX, \"Audio Submission Requirements\": -23 to -18 dB RMS, floor -60 dB",
	"insight-timer": "Insight Timer, \"Best practices for content\"; it names no loudness",
	"phone":         "AES TD1004 (2015): at most -16 LUFS; one channel for its loudspeaker",
}

// writePurposes prints the page that tells what --for sets.
func writePurposes(w io.Writer) error {
	fmt.Fprint(w, "--for PLACE sets these flags of render, unless they are given, and the kind of\nfile where -o names none:\n")
	for _, name := range purposeNames() {
		var words []string
		for _, f := range purposes[name].flags {
			words = append(words, "--"+f.name+" "+f.value)
		}
		fmt.Fprintf(w, "\n  %s, %s\n    %s\n    from %s\n", name, purposes[name].kind, strings.ReplaceAll(strings.Join(words, " "), " true", ""), sources[name])
	}
	_, err := fmt.Fprint(w, `
A loudness is that of the file, as ITU-R BS.1770 measures it: one channel
counts as one. On two loudspeakers a file with --mono so sounds 3 LU louder
than a stereo file of the same figure; --mono --loudness -19 sounds as loud
as stereo at -16.
`)
	return err
}

func purposeNames() []string { return slices.Sorted(maps.Keys(purposes)) }

func addPurpose(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "for", "", "`PLACE`: "+strings.Join(purposeNames(), ", "))
	complete(cmd, "for", purposeNames()...)
}

// byPurpose is the annotation of a flag that --for has set.
const byPurpose = "for"

// isGiven tells whether a flag stands on the command line, or in a row of a plan.
func isGiven(flags *pflag.FlagSet, name string) bool {
	f := flags.Lookup(name)
	_, set := f.Annotations[byPurpose]
	return f.Changed && !set
}

// applyPurpose sets the flags that belong to --for and that are not given.
func applyPurpose(flags *pflag.FlagSet) error {
	flag := flags.Lookup("for")
	if flag == nil || flag.Value.String() == "" {
		return nil
	}
	name := value.Word(flag.Value.String())
	p, ok := purposes[name]
	if !ok {
		return hint.Usage(fmt.Errorf("there is nothing known for %q%s", name, didYouMean(name, purposeNames())), "--for takes "+strings.Join(purposeNames(), ", "))
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
