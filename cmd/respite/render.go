package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/script"
)

func newRender(std streams) *cobra.Command {
	var s session
	var out string
	var format audio.Format
	cmd := &cobra.Command{
		Use:   "render [ROUTINE]",
		Short: "write a session to a sound file",
		Long: `Render writes a session as a WAV file. ROUTINE is a built-in routine, a file,
or - for standard input; back-relief when left out.`,
		Example: "  respite render -o back-relief.wav --level gentle --voice clara",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			routine := routineArg(args)
			out = cmp.Or(out, defaultOutput(routine))
			if err := checkOutput(out, routine, std); err != nil {
				return err
			}
			t, voice, err := s.timeline(routine, std)
			if err != nil {
				return err
			}
			src, err := s.sound(t, voice)
			if err != nil {
				return err
			}
			wav := audio.WAV{Rate: s.rate, Format: format, Tags: tags(t)}
			if err := renderTo(cmd.Context(), out, wav, src, std); err != nil {
				return err
			}
			if out != "-" {
				summarise(std.out, out, t, wav, src.Len())
			}
			return nil
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVarP(&out, "output", "o", "", "the `FILE` to write: .wav, or - for standard output")
	s.addFlags(cmd)
	s.addSoundFlags(cmd)
	cmd.Flags().Var(&format, "bits", "`BITS` of a sample: 16, 24, or 32f for float")
	complete(cmd, "bits", "16", "24", "32f")
	_ = cmd.MarkFlagFilename("output", "wav") // fails only for an unknown flag
	return cmd
}

// renderTo writes the session to a file, or to standard output for "-".
func renderTo(ctx context.Context, out string, wav audio.WAV, src audio.Source, std streams) error {
	bar := newProgress(std.err, src.Len())
	defer bar.finish()
	write := func(w io.Writer) error { return wav.Write(ctx, w, src, bar.at) }
	if out == "-" {
		return write(std.out)
	}
	return writeFile(out, write)
}

// checkOutput finds what is wrong with the output before any work is done.
func checkOutput(out, routine string, std streams) error {
	switch ext := strings.ToLower(filepath.Ext(out)); {
	case out == "-" && isTerminal(std.out):
		return usageError{errors.New("a terminal cannot take a WAV file"), "write to a file with -o FILE.wav, or pipe the output to a program"}
	case out == "-" || !isRegularOrNew(out):
		return nil
	case ext != ".wav":
		return usageError{fmt.Errorf("%s: cannot write a file of the kind %q", out, ext), "give a name that ends in .wav"}
	case !isFolder(filepath.Dir(out)):
		return hintedError{fmt.Errorf("%s: there is no folder %s", out, filepath.Dir(out)), "make the folder first, or give another one"}
	case filepath.Clean(out) == filepath.Clean(routine):
		return usageError{fmt.Errorf("%s: is the routine itself", out), "give another name with -o"}
	}
	return nil
}

// defaultOutput is the routine's name as a WAV file in the current folder.
func defaultOutput(routine string) string {
	if routine == "-" {
		return "session.wav"
	}
	base := filepath.Base(routine)
	return strings.TrimSuffix(base, filepath.Ext(base)) + ".wav"
}

func tags(t *script.Timeline) audio.Tags {
	return audio.Tags{Title: t.Title, Comment: safety, Software: "respite " + version()}
}

// safety is what every session should be followed with.
const safety = "Not medical advice: stop any stretch that brings intense pain; with severe or chronic back pain see a doctor first"

// summarise prints what the file holds.
func summarise(w io.Writer, out string, t *script.Timeline, wav audio.WAV, frames int64) {
	fmt.Fprintf(w, "%s: %s, %s, %d Hz, %s bit, stereo, %.1f MB\n",
		out, t.Title, script.Clock(t.Length), wav.Rate, wav.Format, float64(wav.Size(frames))/1e6)
	for _, c := range t.Chapters {
		fmt.Fprintf(w, "  %7s  %s\n", script.Clock(c.At), c.Title)
	}
	fmt.Fprintln(w, safety)
}
