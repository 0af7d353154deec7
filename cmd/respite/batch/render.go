package batch

import (
	"bytes"
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
)

// quiet returns streams that discard output; warnings go to err.
func quiet(err io.Writer) cli.Streams {
	return cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: err}
}

// render writes a track and its extra files. It keeps an existing file that neither a batch
// nor respite wrote, unless the row sets force.
func (m *trackMaker) render(ctx context.Context, row Row, again bool) (Result, error) {
	_, f, _ := m.flags(row) // these were checked together with the plan
	beside := f.Outputs()[1:]
	f.Into(m.dir)
	for _, name := range f.Outputs() {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return Result{}, hint.Plain(err)
		}
	}
	var said bytes.Buffer
	std := quiet(&said)
	if !again {
		if err := f.CheckReplaced(std); err != nil {
			return Result{}, err
		}
	}
	s, err := f.Open(ctx, routineOf(row), std)
	if err != nil {
		return Result{}, err
	}
	sound, err := f.Make(ctx, s, std)
	if err != nil {
		return Result{}, err
	}
	beside = slices.DeleteFunc(beside, func(name string) bool {
		_, err := os.Stat(filepath.Join(m.dir, name))
		return err != nil // the session does not have this stem
	})
	for i, name := range beside {
		beside[i] = filepath.ToSlash(filepath.Clean(name))
	}
	return Result{Seconds: s.Timeline.Length.Seconds(), Loudness: math.Round(100*(f.Sound.Master.Loudness-sound.Source.Shortfall())) / 100,
		Beside: beside, Warnings: warnings(said.String())}, nil
}

// warnings returns the warnings in the output of a command.
func warnings(said string) []string {
	var list []string
	for line := range strings.Lines(said) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "respite: warning: "); ok {
			list = append(list, text)
		}
	}
	return list
}
