package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/audio"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/live"
	"respite/cmd/respite/session"
	"respite/cmd/respite/value"
	"respite/script"
	"respite/script/plan"
	"respite/script/stock"
)

// playFlags are the flags of play.
type playFlags struct {
	session session.Flags
	sound   session.SoundFlags
	from    string
	verbose bool
}

func newPlay(std cli.Streams) *cobra.Command {
	var f playFlags
	cmd := &cobra.Command{
		Use:   "play [ROUTINE]",
		Short: "play a session through the speakers",
		Long:  "Play plays a session. ROUTINE is a built-in routine, a file, or - for standard\ninput; back-relief when left out. The keys:\n\n  " + strings.Join(live.Keys(), "\n  "),
		Example: `  respite play --length 10m --ambience ocean
  respite play --from "Cat-Cow"`,
		Args: cli.Takes(0, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			routine := session.RoutineArg(args)
			report, t, err := f.run(cmd.Context(), routine, std)
			if t == nil {
				return err
			}
			if f.verbose {
				tellReport(std.Err, report)
			}
			return howToGoOn(std.Out, report, t, commandAt(routine, cmd.Flags()), err)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&f.from, "from", "", "start `AT` a time, such as 4:10, or a stretch")
	session.CompleteStretches(cmd, "from")
	f.session.Add(cmd)
	f.sound.Add(cmd)
	cmd.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "tell at the end how the output did")
	return cmd
}

// run plays the routine. It returns a nil timeline if nothing was played.
func (f *playFlags) run(ctx context.Context, routine string, std cli.Streams) (live.Report, *script.Timeline, error) {
	return f.perform(ctx, std, func() (*live.Session, error) { return f.make(ctx, routine, std) })
}

// perform opens the device, makes the session with make at the same time, and plays it.
func (f *playFlags) perform(ctx context.Context, std cli.Streams, make func() (*live.Session, error)) (live.Report, *script.Timeline, error) {
	// On a busy machine, the kernel may suspend the thread of one goroutine while another
	// waits for it. More threads avoid most of the gaps that this causes (measured).
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), 8))
	if err := f.sound.Check(); err != nil {
		return live.Report{}, nil, err
	}
	device := live.Open(f.sound.Rate)
	s, err := make()
	if err != nil {
		_ = device.Wait(ctx) // standard error may be redirected while the device opens
		return live.Report{}, nil, err
	}
	if err := device.Wait(ctx); err != nil {
		return live.Report{}, nil, deviceError(ctx, err)
	}
	report, err := live.Run(ctx, device, *s, live.Terminal{In: std.In, Out: std.Out})
	return report, s.Timeline, err
}

// make makes the session to play.
func (f *playFlags) make(ctx context.Context, routine string, std cli.Streams) (*live.Session, error) {
	s, err := f.session.Open(ctx, routine, std)
	if err != nil {
		return nil, err
	}
	from, err := startAt(s.Timeline, f.from)
	if err != nil {
		return nil, err
	}
	return f.sessionOf(ctx, s, from)
}

// sessionOf makes the sound of a session.
func (f *playFlags) sessionOf(ctx context.Context, s *session.Session, from time.Duration) (*live.Session, error) {
	sound, err := f.sound.Open(ctx, s)
	if err != nil {
		return nil, err
	}
	voice := s.Lines()
	if voice.Phrases == nil {
		voice.Phrases, _ = stock.For(s.Voice.Manifest().Language) // without phrases, the voice can still say the names of the stretches
	}
	return &live.Session{
		Timeline: s.Timeline, Source: sound.Source, Rate: sound.Rate, From: from,
		Render: func(t *script.Timeline) (audio.Source, error) { return sound.Of(t) },
		Guide:  plan.Guide{Timeline: s.Timeline, Voice: voice},
	}, nil
}

// startAt parses a start position: a time or the title of a chapter.
func startAt(t *script.Timeline, from string) (time.Duration, error) {
	if from == "" {
		return 0, nil
	}
	at, err := time.ParseDuration(value.Time(from))
	if err != nil {
		return t.Find(from)
	}
	if at < 0 || at >= t.Length {
		return 0, hint.Usage(fmt.Errorf("--from %s lies outside of the session", from), "it lasts "+script.Clock(t.Length))
	}
	return at.Truncate(time.Millisecond), nil
}

// deviceError adds a hint about missing devices to an error.
func deviceError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return cli.ReportedError(cli.ExitInterrupted)
	}
	var device *live.DeviceError
	if errors.As(err, &device) {
		return hint.With(err, noDevice)
	}
	return err
}

// noDevice is the hint for a missing output device.
const noDevice = "look whether a sound server runs (pactl info) and a device is there and not muted; over ssh and in a container there is none; respite render works without"

// tellReport prints how well the output kept up.
func tellReport(w io.Writer, r live.Report) {
	clean.Fprintf(w, "respite: %s, %d frames through %s, %v to the ear at most\n",
		cli.Counted(r.Underruns, "underrun"), r.Frames, r.Backend, r.Latency.Round(time.Millisecond))
}

// howToGoOn prints how to continue if playing ended before the end of the session, and returns
// the error of the command.
func howToGoOn(w io.Writer, r live.Report, t *script.Timeline, command func(time.Duration) string, err error) error {
	at := t.Resume(r.At)
	switch {
	case err != nil:
		return hint.With(fmt.Errorf("%w, at %s", err, script.Clock(at)), "to go on: "+command(at))
	case !r.Stopped:
		return nil
	}
	clean.Fprintf(w, "stopped at %s; to go on: %s\n", script.Clock(at), cli.AsCalled(command(at)))
	if r.Interrupted {
		return cli.ReportedError(cli.ExitInterrupted)
	}
	return cli.ReportedError(cli.ExitDone)
}

// commandAt returns a function that gives the command to play the routine from a time on, with
// the same flags.
func commandAt(routine string, flags *pflag.FlagSet) func(at time.Duration) string {
	words := []string{"respite", "play", hint.ShellWord(routine)}
	flags.Visit(func(f *pflag.Flag) {
		if f.Name != "from" {
			words = append(words, cli.FlagWords(f)...)
		}
	})
	return func(at time.Duration) string {
		return strings.Join(append(words[:len(words):len(words)], "--from="+value.Clock(at)), " ")
	}
}
