package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/audio"
	"respite/audio/play"
	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/stock"
)

func newPlay(std streams) *cobra.Command {
	var s session
	var from string
	var verbose bool
	cmd := &cobra.Command{
		Use:     "play [ROUTINE]",
		Short:   "play a session through the speakers",
		Long:    "Play plays a session; ? shows the keys that steer it. ROUTINE is a built-in\nroutine, a file, or - for standard input; back-relief when left out.",
		Example: `  respite play --from "Cat-Cow"`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := s.sitting(cmd.Context(), routineArg(args), from, std)
			if err != nil {
				return err
			}
			p.again = playAgain(routineArg(args), cmd.Flags())
			p.verbose = verbose
			return p.play(cmd.Context())
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&from, "from", "", "`WHERE` to start: a time such as 4m10s, or a stretch")
	s.addFlags(cmd)
	s.addSoundFlags(cmd)
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "tell at the end how the output did")
	return cmd
}

// sitting makes all that a session needs to be played. The device is opened
// while the session is built.
func (s *session) sitting(ctx context.Context, routine, from string, std streams) (*sitting, error) {
	// On a busy machine a goroutine must not wait for one whose thread the
	// kernel has put aside: measured, this saves most of the gaps.
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), 8))
	clock := awake()
	device := openDevice(s.rate, clock)
	p, mistake := s.ready(routine, from, std)
	var out play.Output
	var err error
	select {
	case d := <-device: // while it opens standard error may be deaf
		out, err = d.out, d.err
	case <-time.After(stallTime):
		err = errors.New("it does not answer")
	case <-ctx.Done():
		return nil, reportedError(exitInterrupted)
	}
	if mistake != nil {
		return nil, mistake
	}
	if err != nil {
		return nil, hint.With(fmt.Errorf("no sound output: %w", err), "respite render writes the session to a file instead")
	}
	p.out, p.clock = out, clock
	return p, nil
}

// ready is a session that wants only a device.
func (s *session) ready(routine, from string, std streams) (*sitting, error) {
	t, voice, err := s.timeline(routine, std)
	if err != nil {
		return nil, err
	}
	at, err := startAt(t, from)
	if err != nil {
		return nil, err
	}
	src, err := s.sound(t, voice)
	if err != nil {
		return nil, err
	}
	p := &sitting{timeline: t, rate: s.rate, std: std, volume: loudest, orders: make(chan order)}
	p.player = play.NewPlayer(src, s.rate, audio.FrameAt(at, s.rate))
	p.where = func(at time.Duration) (audio.Source, error) { return s.whereabouts(t, voice, at) }
	return p, nil
}

// whereabouts is what the voice says of where in a session a time is; it is
// nil when it has no words for it.
func (s *session) whereabouts(t *script.Timeline, voice *samples.Voice, at time.Duration) (audio.Source, error) {
	phrases, _ := stock.For(voice.Manifest().Language) // without them the voice still has the names of the stretches
	w := plan.Guide{Timeline: t, Voice: plan.Voice{Lengths: plan.OneTake(voice.Length), Phrases: phrases}}.Where(at)
	if len(w.Cues) == 0 {
		return nil, nil
	}
	return s.sound(w, voice)
}

// startAt reads where to start: a time or the title of a chapter.
func startAt(t *script.Timeline, from string) (time.Duration, error) {
	if from == "" {
		return 0, nil
	}
	at, err := time.ParseDuration(from)
	if err != nil {
		return t.Find(from)
	}
	if at < 0 || at >= t.Length {
		return 0, hint.Usage(fmt.Errorf("--from %s lies outside of the session", from), "it lasts "+script.Clock(t.Length))
	}
	return at.Truncate(time.Millisecond), nil
}

// A device is an output, or why there is none.
type device struct {
	out play.Output
	err error
}

func openDevice(rate int, clock func() time.Duration) <-chan device {
	opened := make(chan device, 1)
	go func() {
		out, err := play.Open(rate, clock)
		opened <- device{out, err}
	}()
	return opened
}

// playAgain gives the command that goes on with the session at a time.
func playAgain(routine string, flags *pflag.FlagSet) func(at time.Duration) string {
	return func(at time.Duration) string {
		words := []string{"respite", "play", shellWord(routine)}
		flags.Visit(func(f *pflag.Flag) {
			if f.Name == "from" {
				return
			}
			value := strings.Trim(f.Value.String(), "[]") // as a slice shows itself
			words = append(words, "--"+f.Name+"="+shellWord(value))
		})
		return strings.Join(append(words, "--from="+at.Truncate(time.Millisecond).String()), " ")
	}
}

// shellWord quotes what a shell would not take as one word.
func shellWord(text string) string {
	if text != "" && !strings.ContainsAny(text, " \t\n'\"\\$`&|;<>()*?[]{}#~!") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
