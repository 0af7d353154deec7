package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/audio/tag"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/progress"
	"respite/cmd/respite/value"
	"respite/script"
)

// renderFlags are the flags of render.
type renderFlags struct {
	session sessionFlags
	sound   soundFlags
	frame   frameFlags
	tags    tagFlags
	file    output.Sound
	purpose string // value of --for
	stems   string // folder for the stems of the session; empty for none
	texts   []*output.Text
	force   bool // replace files that respite did not write
}

func newRender(std streams) *cobra.Command {
	f := &renderFlags{texts: output.Texts()}
	cmd := &cobra.Command{
		Use:   "render [ROUTINE]",
		Short: "write a session to a sound file",
		Long: `Render writes a session to a sound file or, with -o FILE.html, to a complete
page for a browser. ROUTINE is a built-in routine, a file, or - for
standard input; back-relief when left out.`,
		Example: `  respite render -o back-relief.mp3 --length 12m --ambience rain
  respite render my-routine.yaml -o mine.wav --captions mine.vtt`,
		Args: takes(0, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			routine := routineArg(args)
			f.file.Name = cmp.Or(f.file.Name, defaultOutput(routine, f.purpose))
			f.resolveFile(cmd.Flags())
			return f.run(cmd.Context(), routine, std)
		},
	}
	f.add(cmd)
	return cmd
}

func (f *renderFlags) add(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	cmd.Flags().VarP(&value.Once{Name: &f.file.Name}, "output", "o", "`FILE`: .wav .flac .mp3 .m4a .m4b .opus .ogg .html, or -")
	addPurpose(cmd, &f.purpose)
	cmd.Flags().Var(&f.file.Format, "bits", "`BITS` of a sample: 16, 24, or 32f for float")
	cmd.Flags().BoolVar(&f.file.Mono, "mono", false, "one channel")
	cmd.Flags().IntVar(&f.file.Bitrate, "bitrate", 0, "`KBIT` a second of a compressed file: 32 to 320")
	cmd.Flags().BoolVar(&f.force, "force", false, "replace files that respite did not write")
	f.session.add(cmd)
	f.sound.add(cmd)
	f.frame.add(cmd)
	f.tags.add(cmd)
	complete(cmd, "bits", "16", "24", "32f")
	for _, t := range f.texts {
		inGroup(cmd, "Files beside it", func() { cmd.Flags().StringArrayVar(&t.Names, t.Flag, nil, t.Usage) })
		completeFiles(cmd, t.Flag, t.Kinds())
	}
	inGroup(cmd, "Files beside it", func() {
		cmd.Flags().StringVar(&f.stems, "stems", "", "voice, tones, bells, sounds and bed, as .wav in `DIR`")
	})
	_ = cmd.MarkFlagDirname("stems") // fails only for an unknown flag
	completeFiles(cmd, "output", append(output.SoundKinds[:len(output.SoundKinds):len(output.SoundKinds)], output.PageKind))
}

func (f *renderFlags) run(ctx context.Context, routine string, std streams) error {
	if err := f.check(routine, std); err != nil {
		return err
	}
	s, err := f.open(ctx, routine, std)
	if err != nil {
		return err
	}
	if err := output.CheckDistinct(f.outputs(), namedInputs(s.routine, folderOf(routine))); err != nil {
		return err
	}
	sound, err := f.make(ctx, routine, s, std)
	if err != nil {
		return err
	}
	if f.file.Name != "-" {
		summarise(std.out, f.file, s.timeline, sound.rate)
	}
	return nil
}

// resolveFile drops a bit rate that does not apply. A rate from the settings or from --for is
// a default for compressed formats; if the file is not compressed, only a rate from the
// command line is kept, so that check reports it.
func (f *renderFlags) resolveFile(flags *pflag.FlagSet) {
	f.file.Chosen = flags.Changed("bits")
	if !isGiven(flags, "bitrate") && !f.file.IsCompressed() {
		f.file.Bitrate = 0
	}
}

// open reads a routine and lays it out, with the intro and the outro.
func (f *renderFlags) open(ctx context.Context, routine string, std streams) (*session, error) {
	s, err := f.session.open(ctx, routine, std)
	if err != nil {
		return s, err
	}
	s.timeline.Title = cmp.Or(f.tags.title, s.timeline.Title)
	return s, f.frame.put(s)
}

// make writes the files of a session, and prints warnings about problems that a listener may
// notice.
func (f *renderFlags) make(ctx context.Context, routine string, s *session, std streams) (*sound, error) {
	f.sound.room, f.sound.mono = f.file.PeakRoom(), f.file.Mono
	sound, err := f.sound.open(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := f.write(ctx, routine, s, sound, std); err != nil {
		return nil, err
	}
	if f.purpose == "audiobook" {
		if err := reportAudiobook(std.err, f.file, f.sound.master.Loudness); err != nil {
			return nil, err
		}
	}
	sound.warnOfLoudness(std.err)
	if warning := unlisted(f.file, s.timeline); warning != "" {
		clean.Fprintf(std.err, "respite: warning: %s: %s\n", f.file.Name, warning)
	}
	return sound, nil
}

// check checks the files before any work is done.
func (f *renderFlags) check(routine string, std streams) error {
	if f.file.Name == "-" && clean.IsTerminal(std.out) {
		return hint.Usage(errors.New("a terminal cannot take a WAV file"), "write to a file with -o FILE.wav, or pipe the output to a program")
	}
	if err := f.checkValues(); err != nil {
		return err
	}
	for _, name := range f.outputs() {
		if err := output.CheckPlace(name); err != nil {
			return err
		}
	}
	if err := output.CheckDistinct(f.outputs(), f.inputs(routine)); err != nil {
		return err
	}
	return f.checkReplaced(std)
}

// checkValues checks flag values that do not depend on files.
func (f *renderFlags) checkValues() error {
	if err := cmp.Or(f.sound.check(), f.frame.check(), f.tags.check()); err != nil {
		return err
	}
	if err := f.file.Check(); err != nil {
		return err
	}
	for _, t := range f.texts {
		if err := t.Check(); err != nil {
			return err
		}
	}
	return nil
}

// into puts all output files into a folder.
func (f *renderFlags) into(folder string) {
	f.file.Name = filepath.Join(folder, f.file.Name)
	if f.stems != "" {
		f.stems = filepath.Join(folder, f.stems)
	}
	for _, t := range f.texts {
		for i, name := range t.Names {
			t.Names[i] = filepath.Join(folder, name)
		}
	}
}

// outputs returns the names of all files that are written.
func (f *renderFlags) outputs() []string {
	names := append([]string{f.file.Name}, stemFiles(f.stems)...)
	for _, t := range f.texts {
		names = append(names, t.Names...)
	}
	return names
}

// inputs returns the files that are read, except the images of the routine.
func (f *renderFlags) inputs(routine string) []output.Input {
	return slices.Concat(f.session.inputs(routine), f.sound.inputs(), f.frame.inputs(), f.tags.inputs())
}

// checkReplaced checks for existing files that respite did not write.
func (f *renderFlags) checkReplaced(std streams) error {
	if f.force {
		return nil
	}
	for _, name := range f.outputs() {
		if name == "-" {
			continue
		}
		if err := mayReplace(name, std); err != nil {
			return err
		}
	}
	return nil
}

// write writes the sound and, when that is complete, the text files.
func (f *renderFlags) write(ctx context.Context, routine string, s *session, sound *sound, std streams) error {
	if err := f.writeSound(ctx, routine, s, sound, std); err != nil {
		return err
	}
	for _, t := range f.texts {
		if err := t.Write(s.timeline); err != nil {
			return err
		}
	}
	return f.writeStems(ctx, s, sound, std)
}

func (f *renderFlags) writeSound(ctx context.Context, routine string, s *session, sound *sound, std streams) error {
	tags, err := f.tags.of(s, sound)
	if err != nil {
		return err
	}
	if f.file.Kind() == output.PageKind {
		return writePage(ctx, f.file, folderOf(routine), s, sound, tags, std)
	}
	bar := progress.New(std.err, "rendering", sound.source.Len())
	defer bar.Finish()
	return f.file.Write(ctx, std.out, sound.source, sound.rate, tags, bar.At)
}

// unlisted returns a warning about chapters that many players will not show; empty if there
// are none.
func unlisted(file output.Sound, t *script.Timeline) string {
	n := file.Unlisted(len(t.Chapters))
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("many players show only the first %d of its %d chapters in this kind of file; .flac and .opus have no such limit", len(t.Chapters)-n, len(t.Chapters))
}

// defaultOutput returns the name of the routine as a file in the current folder. The extension
// is .wav, or that of the purpose.
func defaultOutput(routine, purpose string) string {
	kind := cmp.Or(purposes[purpose].kind, ".wav")
	if routine == "-" {
		return "session" + kind
	}
	base := filepath.Base(routine)
	return strings.TrimSuffix(base, filepath.Ext(base)) + kind
}

func tags(t *script.Timeline, language string) tag.Tags {
	return tag.Tags{Title: t.Title, Language: language, Comment: output.Safety(language), Software: "respite " + version(), Chapters: t.Chapters}
}

// summarise prints what the file contains.
func summarise(w io.Writer, file output.Sound, t *script.Timeline, rate int) {
	clean.Fprintf(w, "%s: %s, %s, %s\n", file.Name, t.Title, script.Clock(t.Length), file.Describe(rate))
	for _, c := range t.Chapters {
		clean.Fprintf(w, "  %7s  %s\n", script.Clock(c.At), c.Title)
	}
	clean.Fprintln(w, strings.Replace(output.Safety("en"), "; ", ";\n", 1)) // two lines, for a terminal
}
