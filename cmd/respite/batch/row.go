package batch

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
	"respite/cmd/respite/output"
	"respite/cmd/respite/render"
	"respite/cmd/respite/session"
	"respite/cmd/respite/settings"
	"respite/cmd/respite/value"
	"respite/script/routine"
)

// rowCommand returns a command with the flags of render.
func rowCommand() (*cobra.Command, *render.Flags) {
	cmd, f := &cobra.Command{}, &render.Flags{Texts: output.Texts()}
	f.Add(cmd)
	return cmd, f
}

// flags returns the flags of render, set to the values of a row.
func (m *trackMaker) flags(row Row) (*cobra.Command, *render.Flags, routine.ErrorList) {
	cmd, f := rowCommand()
	f.Session.OpenVoice, f.Session.Change, f.Session.Speak = m.voice, row.Fill, m.speech.speak
	f.File.Name = row.Output
	var wrong routine.ErrorList
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		flag := cmd.Flags().Lookup(name)
		if err := flag.Value.Set(row.Flags[name]); err != nil {
			wrong = append(wrong, row.Mistake(name, value.Plain(err).Error()))
		}
		flag.Changed = true
	}
	if err := settings.Apply(cmd); err != nil {
		wrong = append(wrong, row.Mistake(columnFor(row, err, "output"), err.Error()))
	}
	f.Session.Resolve(cmd)
	f.ResolveFile(cmd.Flags())
	f.Sound.Share = func(open func() (audio.Kit, error)) (audio.Kit, error) {
		return m.sounds.get(Sum(values(cmd, "tones", "bells", "ambience", "rate")...), open)
	}
	for _, name := range f.Outputs() {
		if !filepath.IsLocal(name) {
			wrong = append(wrong, row.Mistake(columnOf(row, name), fmt.Sprintf("%q leaves the folder of the batch", name)))
		}
	}
	if f.File.Kind() == output.PageKind {
		wrong = append(wrong, row.Mistake("output", fmt.Sprintf("a track cannot be of the kind %q", output.PageKind)))
	}
	if routineOf(row) == "-" {
		wrong = append(wrong, row.Mistake("routine", "a routine of a plan cannot be standard input"))
	}
	if err := errors.Join(session.CheckLengthFlags(cmd, nil), f.CheckValues()); err != nil {
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
func columnOf(row Row, value string) string {
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		if row.Flags[name] == value {
			return name
		}
	}
	return "output"
}

// outputs returns the files that a row writes, in the folder of the batch.
func (m *trackMaker) outputs(f *render.Flags) []string {
	names := f.Outputs()
	for i, name := range names {
		names[i] = filepath.Join(m.dir, name)
	}
	return names
}

// checkOutputs reports files of a row that the row also reads, or that an earlier row writes.
func (m *trackMaker) checkOutputs(row Row, f *render.Flags) error {
	names := m.outputs(f)
	if err := output.CheckDistinct(names, append(f.Inputs(routineOf(row)), output.Input{What: "the plan", Name: m.plan})); err != nil {
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
func routineOf(row Row) string {
	if row.Routine == "" {
		return session.RoutineArg(nil)
	}
	return row.Routine
}
