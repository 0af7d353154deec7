package main

import (
	"errors"
	"fmt"
	"hash/maphash"
	"maps"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/audio"
	"respite/cmd/respite/batch"
	"respite/cmd/respite/output"
	"respite/cmd/respite/value"
	"respite/script/routine"
)

// rowCommand returns a command with the flags of render.
func rowCommand() (*cobra.Command, *renderFlags) {
	cmd, f := &cobra.Command{}, &renderFlags{texts: output.Texts()}
	f.add(cmd)
	return cmd, f
}

// flags returns the flags of render, set to the values of a row.
func (m *trackMaker) flags(row batch.Row) (*cobra.Command, *renderFlags, routine.ErrorList) {
	cmd, f := rowCommand()
	f.session.openVoice, f.session.change, f.session.speak = m.voice, row.Fill, m.speech.speak
	f.file.Name = row.Output
	var wrong routine.ErrorList
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		flag := cmd.Flags().Lookup(name)
		if err := flag.Value.Set(row.Flags[name]); err != nil {
			wrong = append(wrong, row.Mistake(name, value.Plain(err).Error()))
		}
		flag.Changed = true
	}
	if err := applySettings(cmd); err != nil {
		wrong = append(wrong, row.Mistake(columnFor(row, err, "output"), err.Error()))
	}
	f.session.resolve(cmd)
	f.resolveFile(cmd.Flags())
	f.sound.share = func(open func() (audio.Kit, error)) (audio.Kit, error) {
		return m.sounds.get(batch.Sum(values(cmd, "tones", "bells", "ambience", "rate")...), open)
	}
	for _, name := range f.outputs() {
		if !filepath.IsLocal(name) {
			wrong = append(wrong, row.Mistake(columnOf(row, name), fmt.Sprintf("%q leaves the folder of the batch", name)))
		}
	}
	if f.file.Kind() == output.PageKind {
		wrong = append(wrong, row.Mistake("output", fmt.Sprintf("a track cannot be of the kind %q", output.PageKind)))
	}
	if routineOf(row) == "-" {
		wrong = append(wrong, row.Mistake("routine", "a routine of a plan cannot be standard input"))
	}
	if err := errors.Join(checkLengthFlags(cmd, nil), f.checkValues()); err != nil {
		wrong = append(wrong, row.Mistake(columnFor(row, err, "output"), advised(err)))
	}
	return cmd, f, wrong
}

// values returns the values of the named flags, or of all flags if no names are given.
func values(cmd *cobra.Command, names ...string) []string {
	var list []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if len(names) == 0 || slices.Contains(names, flag.Name) {
			list = append(list, flag.Name, flag.Value.String())
		}
	})
	return list
}

// columnOf returns the name of the column that holds a value of a row.
func columnOf(row batch.Row, value string) string {
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		if row.Flags[name] == value {
			return name
		}
	}
	return "output"
}

// outputs returns the files that a row writes, in the folder of the batch.
func (m *trackMaker) outputs(f *renderFlags) []string {
	names := f.outputs()
	for i, name := range names {
		names[i] = filepath.Join(m.dir, name)
	}
	return names
}

// checkOutputs reports files of a row that the row also reads, or that an earlier row writes.
func (m *trackMaker) checkOutputs(row batch.Row, f *renderFlags) error {
	names := m.outputs(f)
	if err := output.CheckDistinct(names, append(f.inputs(routineOf(row)), output.Input{What: "the plan", Name: m.plan})); err != nil {
		return err
	}
	for _, name := range names {
		at := maphash.String(m.seed, output.Place(name))
		if n := m.written[at]; n > 0 {
			return fmt.Errorf("%s: row %d writes it, too", name, n)
		}
		m.written[at] = row.Number
	}
	return nil
}

// routineOf returns the name of a row's routine.
func routineOf(row batch.Row) string {
	if row.Routine == "" {
		return routineArg(nil)
	}
	return row.Routine
}
