package speech

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"respite/samples/record/speech/container"
	"respite/samples/record/speech/process"
)

// A Program is an engine that is a program. It is never started through a
// shell. In its words and its environment {text} stands for the line and {out} for the
// sound file that it writes; without {text} the line comes on its standard input,
// without {out} the sound goes to its standard output.
type Program struct {
	Words []string // the command
	Env   []string // NAME=value, besides what respite was started with
	Name  string   // of the engine with its settings
	Where string   // how to get it

	version []string                     // the arguments that make it print its version, if it has such
	spell   func(text string) string     // how the text is given to it, if not as it is
	paced   func(factor float64) Program // at another speed, if it has a control for that
	pcm     int                          // Hz of raw PCM on its standard output; 0 for a file format
	jobs    int                          // lines at a time; 0 is one a core
	tries   int                          // how often a line is tried, where a failure may pass; 0 is once
}

// Speak is [Engine]'s. A program that is not there is a [*MissingError].
func (p Program) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	for n := 1; ; n++ {
		take, rate, err = p.try(ctx, text)
		var missing *MissingError
		if err == nil || n >= p.tries || ctx.Err() != nil || errors.As(err, &missing) {
			return take, rate, err
		}
		select {
		case <-time.After(time.Duration(n) * time.Second):
		case <-ctx.Done():
			return nil, 0, context.Cause(ctx)
		}
	}
}

// Jobs is how many lines it is given at a time, where nothing else is said; 0 is one a core.
func (p Program) Jobs() int { return p.jobs }

// try has the program say a line once.
func (p Program) try(ctx context.Context, text string) (take []float32, rate int, err error) {
	dir, remove, err := process.NewScratch()
	if err != nil {
		return nil, 0, err
	}
	defer remove()
	if p.spell != nil {
		text = p.spell(text)
	}
	out := filepath.Join(dir, "line.wav")
	c := process.Command{Words: fill(p.Words, text, out), Env: fill(p.Env, text, out)}
	if !p.mentions("{text}") {
		c.In = text + "\n"
	}
	sound, complaint, err := c.Run(ctx)
	switch {
	case errors.Is(err, process.ErrNotFound):
		return nil, 0, &MissingError{p.program(), p.Where}
	case err != nil:
		return nil, 0, err
	case len(sound) > 0 && !p.mentions("{out}"):
		return container.Decode(ctx, sound, p.program(), p.pcm)
	}
	info, err := os.Lstat(out)
	switch {
	case err != nil || info.Size() == 0 || !info.Mode().IsRegular():
		return nil, 0, fmt.Errorf("%s wrote no sound%s", p.program(), process.Quoted(complaint))
	case info.Size() > process.MostOutput:
		return nil, 0, fmt.Errorf("%s %w", p.program(), process.ErrTooMuch)
	}
	if sound, err = os.ReadFile(out); err != nil {
		return nil, 0, err
	}
	return container.Decode(ctx, sound, p.program(), 0)
}

func (p Program) String() string { return p.Name }

// AtSpeed is [Paced]'s. A program without a control for its speed stays as it is.
func (p Program) AtSpeed(factor float64) Engine {
	if p.paced == nil {
		return p
	}
	return p.paced(factor)
}

// program is what the program is called in messages.
func (p Program) program() string { return filepath.Base(p.Words[0]) }

func (p Program) mentions(placeholder string) bool {
	return slices.ContainsFunc(slices.Concat(p.Words, p.Env), func(w string) bool { return strings.Contains(w, placeholder) })
}

// fill puts the line and the file into the words of a command, all at once, so
// that a line that reads like a placeholder stays as it is.
func fill(words []string, text, out string) []string {
	r := strings.NewReplacer("{text}", text, "{out}", out)
	filled := make([]string, len(words))
	for i, w := range words {
		filled[i] = r.Replace(w)
	}
	return filled
}
