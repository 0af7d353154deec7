package voice

import (
	"bufio"
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/microphone"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/samples/record"
)

func newRecord(std cli.Streams) *cobra.Command {
	var which listFlags
	var name string
	cmd := &cobra.Command{
		Use:   "record ROUTINE",
		Short: "record a voice line by line from the microphone",
		Long: `Record shows the lines that the voice lacks one by one. Read a line and wait:
after a pause, respite measures it. Enter keeps it, r repeats it, p plays it, q
quits. Every line is saved at once; the same command continues from there.`,
		Example: "  respite voice record my-routine.yaml --name anna\n  respite voice record desk-break --lang de --name ./voice",
		Args:    cli.Takes(1, 1, "one routine"),
		RunE: func(cmd *cobra.Command, args []string) error {
			im := takeImport{name: name, which: which, routines: args, session: sessionWords(cmd)}
			return im.record(cmd.Context(), std)
		},
		ValidArgsFunction: session.CompleteRoutine,
	}
	cmd.Flags().StringVar(&name, "name", "", "`NAME` of the voice, or a folder for it")
	which.addFlags(cmd)
	cmd.PreRunE = session.CheckLengthFlags
	return cmd
}

func (im takeImport) record(ctx context.Context, std cli.Streams) error {
	dir, err := im.dir()
	if err != nil {
		return err
	}
	list, err := im.which.read(ctx, im.routines, std)
	if err != nil {
		return err
	}
	if err := im.checkVoice(dir, list.language); err != nil {
		return err
	}
	mic, err := microphone.Open()
	if err != nil {
		return hint.With(err, "respite voice import takes a recording that was made elsewhere")
	}
	defer mic.Close()
	s := recorder{mic: mic, dir: dir, im: im, list: list, std: std, answers: bufio.NewScanner(std.In)}
	return s.run(ctx)
}

// A recorder records the lines of a list into the folder of a voice.
type recorder struct {
	mic     microphone.Microphone
	dir     string
	im      takeImport
	list    recordingList
	std     cli.Streams
	answers *bufio.Scanner // lines that the user types
}

// errLeft means that the user wants to stop.
var errLeft = errors.New("left")

// run records the lines that the voice lacks.
func (s *recorder) run(ctx context.Context) error {
	has := func(string) bool { return false }
	if v, err := samples.OpenVoice(s.dir); err == nil {
		has = func(line string) bool { _, ok := v.Length(line); return ok }
	}
	clean.Fprintln(s.std.Out, "Read each line after it is shown, calmly, and wait. Enter keeps it, r reads it again, p plays it back, q leaves.")
	added := 0
	for i, line := range s.list.lines {
		if has(line) {
			continue
		}
		err := s.line(ctx, i, line)
		if errors.Is(err, errLeft) {
			break
		}
		if err != nil {
			return err
		}
		added++
	}
	if added == 0 {
		clean.Fprintln(s.std.Out, "nothing was recorded")
		return nil
	}
	return s.im.summarise(s.dir, added, s.list, s.std)
}

// line records a line until the user keeps it.
func (s *recorder) line(ctx context.Context, i int, line string) error {
	for {
		clean.Fprintf(s.std.Out, "\n%d of %d\n\n    %s\n\n", i+1, len(s.list.lines), line)
		take, err := s.listen(ctx)
		if err != nil {
			return err
		}
		s.report(take, line)
		keep, err := s.ask(ctx, take)
		if err != nil {
			return err
		}
		if keep {
			about := samples.Manifest{Name: filepath.Base(s.dir), Language: s.list.language, Description: "recorded"}
			return hint.Plain(record.Add(ctx, s.dir, about, []record.Reading{{Text: line, Take: take}}))
		}
	}
}

// listen records one take from the microphone.
func (s *recorder) listen(ctx context.Context) (*record.Take, error) {
	var d record.Dictation
	if err := s.mic.Listen(ctx, d.Hear); err != nil {
		return nil, err
	}
	return d.Take().Words(), nil
}

// report prints the measurements of a take.
func (s *recorder) report(take *record.Take, line string) {
	q := take.Quality(line)
	faults := q.Faults(line)
	if doubt := take.Doubt(line); doubt != "" {
		faults = append(faults, doubt)
	}
	clean.Fprintf(s.std.Out, "%s\n", measured(q))
	for _, f := range faults {
		clean.Fprintf(s.std.Out, "! %s\n", f)
	}
}

// ask asks the user whether to keep a take. At the end of the input, the recording stops.
func (s *recorder) ask(ctx context.Context, take *record.Take) (keep bool, err error) {
	for {
		clean.Fprintf(s.std.Out, "keep (enter), again (r), play (p), leave (q)? ")
		if !s.answers.Scan() {
			return false, errLeft
		}
		switch strings.ToLower(strings.TrimSpace(s.answers.Text())) {
		case "":
			return true, nil
		case "r":
			return false, nil
		case "q":
			return false, errLeft
		case "p":
			if err := s.mic.Play(ctx, take.Sound()); err != nil {
				return false, err
			}
		}
		if ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
	}
}
