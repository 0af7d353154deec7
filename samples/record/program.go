package record

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

	spell func(text string) string // how the text is given to it, if not as it is
}

// Speak is [Engine]'s. A program that is not there is a [*MissingError].
func (p Program) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	dir, err := os.MkdirTemp("", "respite-")
	if err != nil {
		return nil, 0, err
	}
	defer os.RemoveAll(dir)
	if p.spell != nil {
		text = p.spell(text)
	}
	out := filepath.Join(dir, "line.wav")
	if err := p.write(ctx, text, out); err != nil {
		return nil, 0, err
	}
	return readLine(out, p.program())
}

func (p Program) String() string { return p.Name }

// Installed tells whether the program can be found.
func (p Program) Installed() bool { return isInstalled(p.Words[0]) }

// write has the program write its sound to the file out.
func (p Program) write(ctx context.Context, text, out string) error {
	c := command{words: fill(p.Words, text, out), env: fill(p.Env, text, out)}
	if !p.mentions("{text}") {
		c.in = text + "\n"
	}
	sound, complaint, err := c.run(ctx)
	if errors.Is(err, errNotFound) {
		return &MissingError{p.program(), p.Where}
	}
	if err != nil {
		return err
	}
	if !p.mentions("{out}") && len(sound) > 0 {
		return os.WriteFile(out, sized(sound), 0o600)
	}
	if info, err := os.Stat(out); err != nil || info.Size() == 0 {
		return fmt.Errorf("%s wrote no sound%s", p.program(), quoted(complaint))
	}
	return nil
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
