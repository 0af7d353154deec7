package render

import (
	"cmp"
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/output"
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
	if err := output.CheckDistinct(f.Outputs(), s.NamedInputs()); err != nil {
		return err
	}
	sound, err := f.Make(ctx, s, std)
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

// summarise prints what the file contains.
func summarise(w io.Writer, file output.Sound, t *script.Timeline, rate int) {
	clean.Fprintf(w, "%s: %s, %s, %s\n", file.Name, t.Title, script.Clock(t.Length), file.Describe(rate))
	for _, c := range t.Chapters {
		clean.Fprintf(w, "  %7s  %s\n", script.Clock(c.At), c.Title)
	}
	clean.Fprintln(w, strings.Replace(output.Safety("en"), "; ", ";\n", 1)) // two lines, for a terminal
}
