package render

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
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/progress"
	"respite/cmd/respite/session"
	"respite/cmd/respite/settings"
	"respite/cmd/respite/value"
	"respite/script"
)

// Flags are the flags of render.
type Flags struct {
	Session session.Flags
	Sound   session.SoundFlags
	frame   FrameFlags
	tags    TagFlags
	File    output.Sound
	purpose string // value of --for
	stems   string // folder for the stems of the session; empty for none
	Texts   []*output.Text
	force   bool // replace files that respite did not write
}

// New returns the command render.
func New(std cli.Streams) *cobra.Command {
	f := &Flags{Texts: output.Texts()}
	cmd := &cobra.Command{
		Use:   "render [ROUTINE]",
		Short: "write a session to a sound file",
		Long: `Render writes a session to a sound file or, with -o FILE.html, to a complete
page for a browser. ROUTINE is a built-in routine, a file, or - for
standard input; back-relief when left out.`,
		Example: `  respite render -o back-relief.mp3 --length 12m --ambience rain
  respite render my-routine.yaml -o mine.wav --captions mine.vtt`,
		Args: cli.Takes(0, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			routine := session.RoutineArg(args)
			f.File.Name = cmp.Or(f.File.Name, defaultOutput(routine, f.purpose))
			f.ResolveFile(cmd.Flags())
			return f.run(cmd.Context(), routine, std)
		},
	}
	f.Add(cmd)
	return cmd
}

// Add defines the flags of a command, and their completion.
func (f *Flags) Add(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	cmd.Flags().VarP(&value.Once{Name: &f.File.Name}, "output", "o", "`FILE`: .wav .flac .mp3 .m4a .m4b .opus .ogg .html, or -")
	settings.AddPurpose(cmd, &f.purpose)
	cmd.Flags().Var(&f.File.Format, "bits", "`BITS` of a sample: 16, 24, or 32f for float")
	cmd.Flags().BoolVar(&f.File.Mono, "mono", false, "one channel")
	cmd.Flags().IntVar(&f.File.Bitrate, "bitrate", 0, "`KBIT` a second of a compressed file: 32 to 320")
	cmd.Flags().BoolVar(&f.force, "force", false, "replace files that respite did not write")
	f.Session.Add(cmd)
	f.Sound.Add(cmd)
	f.frame.add(cmd)
	f.tags.add(cmd)
	cli.Complete(cmd, "bits", "16", "24", "32f")
	for _, t := range f.Texts {
		cli.InGroup(cmd, "Files beside it", func() { cmd.Flags().StringArrayVar(&t.Names, t.Flag, nil, t.Usage) })
		cli.CompleteFiles(cmd, t.Flag, t.Kinds())
	}
	cli.InGroup(cmd, "Files beside it", func() {
		cmd.Flags().StringVar(&f.stems, "stems", "", "voice, tones, bells, sounds and bed, as .wav in `DIR`")
	})
	_ = cmd.MarkFlagDirname("stems") // fails only for an unknown flag
	cli.CompleteFiles(cmd, "output", append(output.SoundKinds[:len(output.SoundKinds):len(output.SoundKinds)], output.PageKind))
}

func (f *Flags) run(ctx context.Context, routine string, std cli.Streams) error {
	if err := f.check(routine, std); err != nil {
		return err
	}
	s, err := f.Open(ctx, routine, std)
	if err != nil {
		return err
	}
	if err := output.CheckDistinct(f.Outputs(), session.NamedInputs(s.Routine, session.FolderOf(routine))); err != nil {
		return err
	}
	sound, err := f.Make(ctx, routine, s, std)
	if err != nil {
		return err
	}
	if f.File.Name != "-" {
		summarise(std.Out, f.File, s.Timeline, sound.Rate)
	}
	return nil
}

// ResolveFile drops a bit rate that does not apply. A rate from the settings or from --for is
// a default for compressed formats; if the file is not compressed, only a rate from the
// command line is kept, so that check reports it.
func (f *Flags) ResolveFile(flags *pflag.FlagSet) {
	f.File.Chosen = flags.Changed("bits")
	if !settings.IsGiven(flags, "bitrate") && !f.File.IsCompressed() {
		f.File.Bitrate = 0
	}
}

// Open reads a routine and lays it out, with the intro and the outro.
func (f *Flags) Open(ctx context.Context, routine string, std cli.Streams) (*session.Session, error) {
	s, err := f.Session.Open(ctx, routine, std)
	if err != nil {
		return s, err
	}
	s.Timeline.Title = cmp.Or(f.tags.title, s.Timeline.Title)
	return s, f.frame.put(s)
}

// Make writes the files of a session, and prints warnings about problems that a listener may
// notice.
func (f *Flags) Make(ctx context.Context, routine string, s *session.Session, std cli.Streams) (*session.Sound, error) {
	f.Sound.Room, f.Sound.Mono = f.File.PeakRoom(), f.File.Mono
	sound, err := f.Sound.Open(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := f.write(ctx, routine, s, sound, std); err != nil {
		return nil, err
	}
	if f.purpose == "audiobook" {
		if err := reportAudiobook(std.Err, f.File, f.Sound.Master.Loudness); err != nil {
			return nil, err
		}
	}
	sound.WarnOfLoudness(std.Err)
	if warning := unlisted(f.File, s.Timeline); warning != "" {
		clean.Fprintf(std.Err, "respite: warning: %s: %s\n", f.File.Name, warning)
	}
	return sound, nil
}

// check checks the files before any work is done.
func (f *Flags) check(routine string, std cli.Streams) error {
	if f.File.Name == "-" && clean.IsTerminal(std.Out) {
		return hint.Usage(errors.New("a terminal cannot take a WAV file"), "write to a file with -o FILE.wav, or pipe the output to a program")
	}
	if err := f.CheckValues(); err != nil {
		return err
	}
	for _, name := range f.Outputs() {
		if err := output.CheckPlace(name); err != nil {
			return err
		}
	}
	if err := output.CheckDistinct(f.Outputs(), f.Inputs(routine)); err != nil {
		return err
	}
	return f.CheckReplaced(std)
}

// CheckValues checks flag values that do not depend on files.
func (f *Flags) CheckValues() error {
	if err := cmp.Or(f.Sound.Check(), f.frame.check(), f.tags.check()); err != nil {
		return err
	}
	if err := f.File.Check(); err != nil {
		return err
	}
	for _, t := range f.Texts {
		if err := t.Check(); err != nil {
			return err
		}
	}
	return nil
}

// Into puts all output files into a folder.
func (f *Flags) Into(folder string) {
	f.File.Name = filepath.Join(folder, f.File.Name)
	if f.stems != "" {
		f.stems = filepath.Join(folder, f.stems)
	}
	for _, t := range f.Texts {
		for i, name := range t.Names {
			t.Names[i] = filepath.Join(folder, name)
		}
	}
}

// Outputs returns the names of all files that are written.
func (f *Flags) Outputs() []string {
	names := append([]string{f.File.Name}, stemFiles(f.stems)...)
	for _, t := range f.Texts {
		names = append(names, t.Names...)
	}
	return names
}

// Inputs returns the files that are read, except the images of the routine.
func (f *Flags) Inputs(routine string) []output.Input {
	return slices.Concat(f.Session.Inputs(routine), f.Sound.Inputs(), f.frame.inputs(), f.tags.inputs())
}

// CheckReplaced checks for existing files that respite did not write.
func (f *Flags) CheckReplaced(std cli.Streams) error {
	if f.force {
		return nil
	}
	for _, name := range f.Outputs() {
		if name == "-" {
			continue
		}
		if err := MayReplace(name, std); err != nil {
			return err
		}
	}
	return nil
}

// write writes the sound and, when that is complete, the text files.
func (f *Flags) write(ctx context.Context, routine string, s *session.Session, sound *session.Sound, std cli.Streams) error {
	if err := f.writeSound(ctx, routine, s, sound, std); err != nil {
		return err
	}
	for _, t := range f.Texts {
		if err := t.Write(s.Timeline); err != nil {
			return err
		}
	}
	return f.writeStems(ctx, s, sound, std)
}

func (f *Flags) writeSound(ctx context.Context, routine string, s *session.Session, sound *session.Sound, std cli.Streams) error {
	tags, err := f.tags.Of(s, sound)
	if err != nil {
		return err
	}
	if f.File.Kind() == output.PageKind {
		return writePage(ctx, f.File, session.FolderOf(routine), s, sound, tags, std)
	}
	bar := progress.New(std.Err, "rendering", sound.Source.Len())
	defer bar.Finish()
	return f.File.Write(ctx, std.Out, sound.Source, sound.Rate, tags, bar.At)
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
	kind := cmp.Or(settings.Purposes[purpose].Kind, ".wav")
	if routine == "-" {
		return "session" + kind
	}
	base := filepath.Base(routine)
	return strings.TrimSuffix(base, filepath.Ext(base)) + kind
}

func tags(t *script.Timeline, language string) tag.Tags {
	return tag.Tags{Title: t.Title, Language: language, Comment: output.Safety(language), Software: "respite " + cli.Version(), Chapters: t.Chapters}
}

// summarise prints what the file contains.
func summarise(w io.Writer, file output.Sound, t *script.Timeline, rate int) {
	clean.Fprintf(w, "%s: %s, %s, %s\n", file.Name, t.Title, script.Clock(t.Length), file.Describe(rate))
	for _, c := range t.Chapters {
		clean.Fprintf(w, "  %7s  %s\n", script.Clock(c.At), c.Title)
	}
	clean.Fprintln(w, strings.Replace(output.Safety("en"), "; ", ";\n", 1)) // two lines, for a terminal
}
