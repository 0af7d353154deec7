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

// A Program is an engine that runs a program without a shell. In its words and its
// environment, {text} stands for the line and {out} for the output file. Without {text}, the
// program reads the line from standard input; without {out}, it writes the sound to standard
// output.
type Program struct {
	Words []string // the command
	Env   []string // NAME=value, added to the environment of respite
	Name  string   // describes the engine and its settings
	Where string   // how to get it

	version []string                 // arguments that print its version, if it has any
	spell   func(text string) string // prepares the text for the program; nil for no change
	pcm     int                      // Hz of raw PCM on standard output; 0 for a file format
	jobs    int                      // lines at a time; 0 means one for each core
	tries   int                      // attempts for a line whose failure may be temporary; 0 means one
}

// Speak implements [Engine]. It returns a [*MissingError] if the program is not installed.
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

// Jobs returns the default number of lines at a time; 0 means one for each core.
func (p Program) Jobs() int { return p.jobs }

// try runs the program for a line once.
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
	values := strings.NewReplacer("{text}", text, "{out}", out)
	c := process.Command{Words: fill(p.Words, values), Env: fill(p.Env, values)}
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

// missing returns a [*MissingError] if the program is not installed.
func (p Program) missing() error {
	if !process.IsInstalled(p.Words[0]) {
		return &MissingError{p.program(), p.Where}
	}
	return nil
}

// program returns the name of the program for messages.
func (p Program) program() string { return filepath.Base(p.Words[0]) }

func (p Program) mentions(placeholder string) bool {
	return slices.ContainsFunc(slices.Concat(p.Words, p.Env), func(w string) bool { return strings.Contains(w, placeholder) })
}

// fill replaces the placeholders in the words of a command. It replaces all in one pass, so
// that a line with the text of a placeholder stays unchanged.
func fill(words []string, values *strings.Replacer) []string {
	filled := make([]string, len(words))
	for i, w := range words {
		filled[i] = values.Replace(w)
	}
	return filled
}

// A pacedProgram is a program with a speed control.
type pacedProgram struct {
	Program
	speed float64
	at    func(speed float64) Program
}

// newPaced returns the program that at returns for a speed.
func newPaced(speed float64, at func(speed float64) Program) pacedProgram {
	return pacedProgram{at(speed), speed, at}
}

// AtSpeed implements [Paced].
func (p pacedProgram) AtSpeed(factor float64) Engine { return newPaced(p.speed*factor, p.at) }
