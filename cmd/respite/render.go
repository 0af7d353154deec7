package main

import (
	"cmp"
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
	var out output
	beside := newSidecars()
	cmd := &cobra.Command{
		Use:   "render [ROUTINE]",
		Short: "write a session to a sound file",
		Long: `Render writes a session to a sound file, or to one page for a browser that
holds it all: -o FILE.html. Beside it, when asked, it writes
--captions .vtt|.srt|.lrc, --chapters .json, --transcript .md, --labels .txt.`,
		Example: "  respite render -o back-relief.mp3 --captions back-relief.vtt",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			routine := routineArg(args)
			out.name = cmp.Or(out.name, defaultOutput(routine))
			out.chosen = cmd.Flags().Changed("bits")
			if err := cmp.Or(out.check(routine, std), beside.check(routine)); err != nil {
				return err
			}
			r, voice, err := s.open(routine, std)
			if err != nil {
				return err
			}
			t, voice, err := s.build(r, voice, std)
			if err != nil {
				return err
			}
			src, err := s.sound(t, voice)
			if err != nil {
				return err
			}
			if extension(out.name) == pageKind {
				err = s.writePage(cmd.Context(), out.name, folderOf(routine), r, t, src, std)
			} else {
				err = out.write(cmd.Context(), src, s.rate, tags(t), std)
			}
			if err != nil {
				return err
			}
			if err := beside.write(t); err != nil {
				return err
			}
			s.warnOfLoudness(src, std)
			if out.name != "-" {
				summarise(std.out, out, t, s.rate)
			}
			return nil
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVarP(&out.name, "output", "o", "", "`FILE`: .wav .flac .mp3 .m4a .opus .ogg, .html for a page, - for WAV")
	s.addFlags(cmd)
	s.addSoundFlags(cmd)
	cmd.Flags().Var(&out.format, "bits", "`BITS` of a sample: 16, 24, or 32f for float")
	complete(cmd, "bits", "16", "24", "32f")
	beside.addFlags(cmd)
	completeFiles(cmd, "output", append(soundKinds, pageKind))
	return cmd
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
	return audio.Tags{Title: t.Title, Comment: safety, Software: "respite " + version(), Chapters: t.Chapters}
}

// safety is what every session should be followed with.
const safety = "Not medical advice: stop any stretch that brings intense pain; with severe or chronic back pain see a doctor first"

// summarise prints what the file holds.
func summarise(w io.Writer, out output, t *script.Timeline, rate int) {
	fmt.Fprintf(w, "%s: %s, %s, %s\n", out.name, t.Title, script.Clock(t.Length), out.describe(rate))
	for _, c := range t.Chapters {
		fmt.Fprintf(w, "  %7s  %s\n", script.Clock(c.At), c.Title)
	}
	fmt.Fprintln(w, strings.Replace(safety, "; ", ";\n", 1)) // two lines, for a terminal
}
