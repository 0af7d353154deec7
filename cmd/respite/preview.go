package main

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/live"
	"respite/cmd/respite/session"
	"respite/samples/record/speech"
	"respite/script"
	"respite/script/routine"
	"respite/script/routines"
)

// previewFlags are the flags of preview.
type previewFlags struct {
	play    playFlags
	stretch string
}

func newPreview(std cli.Streams) *cobra.Command {
	var f previewFlags
	cmd := &cobra.Command{
		Use:   "preview ROUTINE",
		Short: "play one stretch while you write a routine",
		Long: `Preview plays one stretch of a routine, by default the first. An engine speaks
the lines that the voice lacks: the one of --tts, or an installed quick one.
Without an engine, you hear only the tones of these lines.`,
		Example: `  respite preview my-routine.yaml
  respite preview my-routine.yaml --stretch Cobra --guidance brief`,
		Args: cli.Takes(1, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), args[0], std)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&f.stretch, "stretch", "", "`NAME` of the stretch")
	session.CompleteStretches(cmd, "stretch")
	f.play.session.Add(cmd)
	f.play.sound.Add(cmd)
	return cmd
}

func (f *previewFlags) run(ctx context.Context, name string, std cli.Streams) error {
	_, t, err := f.play.perform(ctx, std, func() (*live.Session, error) { return f.make(ctx, name, std) })
	if t == nil {
		return err
	}
	return hint.Plain(err)
}

// make makes the session of the chosen stretch.
func (f *previewFlags) make(ctx context.Context, name string, std cli.Streams) (*live.Session, error) {
	flags := f.play.session
	flags.Estimate = true
	flags.TTS.Engine = cmp.Or(flags.TTS.Engine, quickEngine())
	s, err := flags.Read(ctx, name, std)
	if err != nil {
		return nil, withStretchHint(err)
	}
	s.Options.Only = []string{cmp.Or(strings.TrimSpace(f.stretch), firstStretch(s.Routine))}
	if err := flags.Build(ctx, s, std); err != nil {
		return nil, err
	}
	s.Timeline = stretchOf(s.Timeline)
	if n := len(s.Guessed); n > 0 {
		clean.Fprintf(std.Err, "respite: there is no voice for %s of this routine: their tones are heard alone\n", cli.Counted(n, "line"))
	}
	return f.play.sessionOf(ctx, s, 0)
}

// withStretchHint adds the right command to an error if the user named a stretch of a built-in
// routine in the place of a routine.
func withStretchHint(err error) error {
	var unknown *session.UnknownRoutineError
	if !errors.As(err, &unknown) {
		return err
	}
	for _, name := range routines.Names() {
		r, openErr := routines.Open(name, "")
		if openErr != nil {
			continue // a test opens all built-in routines
		}
		for _, stretch := range session.StretchesOf(r) {
			if strings.EqualFold(stretch, unknown.Name) {
				return hint.Usage(err, "respite preview "+name+" --stretch "+hint.ShellWord(stretch))
			}
		}
	}
	return err
}

// quickEngines are engines that speak a stretch without a noticeable delay.
var quickEngines = []string{"espeak-ng", "flite"}

// quickEngine returns a quick engine that is installed; empty if none is.
func quickEngine() string {
	for _, name := range quickEngines {
		if speech.Ready(name, speech.Settings{Language: "en"}) == nil {
			return name
		}
	}
	return ""
}

// firstStretch returns the name of the first stretch of a routine; empty if it has none.
func firstStretch(r *routine.Routine) string {
	if names := session.StretchesOf(r); len(names) > 0 {
		return names[0]
	}
	return ""
}

// stretchOf returns the part of a timeline between the opening and the closing.
func stretchOf(t *script.Timeline) *script.Timeline {
	from, to := time.Duration(0), t.Length
	for _, c := range t.Chapters {
		switch {
		case c.Stretch != "" && from == 0:
			from = c.At
		case c.Stretch == "" && from > 0:
			to = min(to, c.At)
		}
	}
	return t.Part(from, to)
}
