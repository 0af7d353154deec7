package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"respite/cmd/respite/batch"
	"respite/cmd/respite/output"
	"respite/samples"
	"respite/script/routine"
)

// A trackMaker makes tracks from the rows of a plan. All of them share its voices.
type trackMaker struct {
	plan      *batch.Plan
	dir       string
	std       streams
	openVoice func(name string) (*samples.Voice, error)
	written   map[string]int // the rows that write files, by the places of those
}

// rowCommand is a command with the flags of render.
func rowCommand() (*cobra.Command, *renderFlags) {
	cmd, f := &cobra.Command{}, &renderFlags{texts: output.Texts()}
	f.add(cmd)
	return cmd, f
}

// track checks a row and makes it ready to be rendered.
func (m *trackMaker) track(ctx context.Context, row batch.Row) (batch.Track, routine.ErrorList) {
	f, wrong := m.flags(row)
	if len(wrong) > 0 {
		return batch.Track{}, wrong
	}
	if err := m.checkOutputs(row, f); err != nil {
		return batch.Track{}, routine.ErrorList{m.plan.Mistake(row, "output", err.Error())}
	}
	if _, err := f.session.open(ctx, routineOf(row), m.std); err != nil {
		return batch.Track{}, m.mistakes(row, err)
	}
	made, err := madeOf(row)
	if err != nil {
		return batch.Track{}, m.mistakes(row, err)
	}
	return batch.Track{Row: row, Made: made, Render: func(ctx context.Context, file string) (batch.Result, error) {
		return m.render(ctx, row, file)
	}}, nil
}

// flags are the flags of render with the values of a row.
func (m *trackMaker) flags(row batch.Row) (*renderFlags, routine.ErrorList) {
	cmd, f := rowCommand()
	f.session.openVoice, f.session.change = m.openVoice, row.Fill
	f.file.Name = row.Output
	var wrong routine.ErrorList
	if ext := output.Extension(row.Output); !slices.Contains(output.SoundKinds, ext) {
		wrong = append(wrong, m.plan.Mistake(row, "output", fmt.Sprintf("a track cannot be of the kind %q", ext)))
	}
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		flag := cmd.Flags().Lookup(name)
		if err := flag.Value.Set(row.Flags[name]); err != nil {
			wrong = append(wrong, m.plan.Mistake(row, name, err.Error()))
		}
		flag.Changed = true
	}
	if err := applySettings(cmd); err != nil {
		wrong = append(wrong, m.plan.Mistake(row, "output", err.Error()))
	}
	for _, t := range f.texts {
		for _, name := range t.Names {
			if !filepath.IsLocal(name) {
				wrong = append(wrong, m.plan.Mistake(row, t.Flag, fmt.Sprintf("%q leaves the folder of the batch", name)))
			}
		}
	}
	if err := errors.Join(checkLengthFlags(cmd, nil), f.sound.check()); err != nil {
		wrong = append(wrong, m.plan.Mistake(row, "output", err.Error()))
	}
	return f, wrong
}

// checkOutputs finds files of a row that are also read, or written by a row before it.
func (m *trackMaker) checkOutputs(row batch.Row, f *renderFlags) error {
	names := f.outputs()
	for i, name := range names {
		names[i] = filepath.Join(m.dir, name)
	}
	if err := output.CheckDistinct(names, append(f.inputs(routineOf(row)), output.Input{What: "the plan", Name: m.plan.Name})); err != nil {
		return err
	}
	for _, name := range names {
		at := output.Place(name)
		if n := m.written[at]; n > 0 {
			return fmt.Errorf("%s: row %d writes it, too", name, n)
		}
		m.written[at] = row.Number
	}
	return nil
}

// mistakes are those of a row's routine, where they stand there, or else one of the row.
func (m *trackMaker) mistakes(row batch.Row, err error) routine.ErrorList {
	var list routine.ErrorList
	if errors.As(err, &list) {
		return append(routine.ErrorList{m.plan.Mistake(row, "routine", "the routine has mistakes")}, list...)
	}
	return routine.ErrorList{m.plan.Mistake(row, "routine", err.Error())}
}

// routineOf is the routine that a row names.
func routineOf(row batch.Row) string {
	if row.Routine == "" {
		return routineArg(nil)
	}
	return row.Routine
}

// madeOf sums up what goes into a track: the program, the row and the routine's file.
func madeOf(row batch.Row) (string, error) {
	parts := []string{version(), row.Routine, row.Output}
	for _, values := range []map[string]string{row.Flags, row.Fields} {
		for _, name := range slices.Sorted(maps.Keys(values)) {
			parts = append(parts, name, values[name])
		}
	}
	if b, err := os.ReadFile(row.Routine); err == nil {
		parts = append(parts, string(b))
	} else if row.Routine == "-" {
		return "", errors.New("a routine of a plan cannot be standard input")
	}
	return batch.Sum(parts...), nil
}

// render writes a track and the texts beside it.
func (m *trackMaker) render(ctx context.Context, row batch.Row, file string) (batch.Result, error) {
	f, _ := m.flags(row) // they were checked with the plan
	f.file.Name = file
	s, err := f.session.open(ctx, routineOf(row), m.std)
	if err != nil {
		return batch.Result{}, err
	}
	f.sound.room = f.file.PeakRoom()
	sound, err := f.sound.open(ctx, s)
	if err != nil {
		return batch.Result{}, err
	}
	if err := f.file.Write(ctx, nil, sound.source, sound.rate, tags(s.timeline, s.routine.Language), nil); err != nil {
		return batch.Result{}, err
	}
	for _, t := range f.texts {
		for i := range t.Names {
			t.Names[i] = filepath.Join(m.dir, t.Names[i])
		}
		if err := t.Write(s.timeline); err != nil {
			return batch.Result{}, err
		}
	}
	short := sound.source.Shortfall()
	result := batch.Result{Seconds: s.timeline.Length.Seconds(), Loudness: f.sound.master.Loudness - short}
	if short > 0.1 {
		result.Warnings = []string{fmt.Sprintf("%.1f LU softer than asked for", short)}
	}
	if warning := unlisted(f.file, s.timeline); warning != "" {
		result.Warnings = append(result.Warnings, warning)
	}
	return result, nil
}

// rememberVoices opens each voice once: its lines are then decoded once, too.
func rememberVoices(open func(string) (*samples.Voice, error)) func(string) (*samples.Voice, error) {
	var lock sync.Mutex
	voices := map[string]*samples.Voice{}
	return func(name string) (*samples.Voice, error) {
		lock.Lock()
		defer lock.Unlock()
		if v, ok := voices[name]; ok {
			return v, nil
		}
		v, err := open(name)
		if err == nil {
			voices[name] = v
		}
		return v, err
	}
}
