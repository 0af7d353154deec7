package main

import (
	"bytes"
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/batch"
	"respite/cmd/respite/hint"
)

// quiet returns streams that discard output; warnings go to err.
func quiet(err io.Writer) streams { return streams{strings.NewReader(""), io.Discard, err} }

// render writes a track and its extra files. It keeps an existing file that neither a batch
// nor respite wrote, unless the row sets force.
func (m *trackMaker) render(ctx context.Context, row batch.Row, again bool) (batch.Result, error) {
	_, f, _ := m.flags(row) // these were checked together with the plan
	beside := f.outputs()[1:]
	f.into(m.dir)
	for _, name := range f.outputs() {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return batch.Result{}, hint.Plain(err)
		}
	}
	var said bytes.Buffer
	std := quiet(&said)
	if !again {
		if err := f.checkReplaced(std); err != nil {
			return batch.Result{}, err
		}
	}
	s, err := f.open(ctx, routineOf(row), std)
	if err != nil {
		return batch.Result{}, err
	}
	sound, err := f.make(ctx, routineOf(row), s, std)
	if err != nil {
		return batch.Result{}, err
	}
	beside = slices.DeleteFunc(beside, func(name string) bool {
		_, err := os.Stat(filepath.Join(m.dir, name))
		return err != nil // the session does not have this stem
	})
	for i, name := range beside {
		beside[i] = filepath.ToSlash(filepath.Clean(name))
	}
	return batch.Result{Seconds: s.timeline.Length.Seconds(), Loudness: math.Round(100*(f.sound.master.Loudness-sound.source.Shortfall())) / 100,
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
