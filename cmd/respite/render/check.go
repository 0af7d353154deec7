package render

import (
	"cmp"
	"errors"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
)

// check checks the files before any work is done.
func (f *Flags) check(routine string, std cli.Streams) error {
	if f.File.Name == "-" && clean.IsTerminal(std.Out) {
		return hint.Usage(errors.New("a terminal cannot take a WAV file"), "write to a file with -o FILE.wav, or pipe the output to a program")
	}
	if err := f.CheckValues(); err != nil {
		return err
	}
	for _, name := range f.Outputs() {
		if err := output.CheckPlace(name); err != nil {
			return err
		}
	}
	if err := output.CheckDistinct(f.Outputs(), f.Inputs(routine)); err != nil {
		return err
	}
	return f.CheckReplaced(std)
}

// CheckValues checks flag values that do not depend on files.
func (f *Flags) CheckValues() error {
	if err := cmp.Or(f.Sound.Check(), f.frame.check(), f.tags.check()); err != nil {
		return err
	}
	if err := f.File.Check(); err != nil {
		return err
	}
	for _, t := range f.Texts {
		if err := t.Check(); err != nil {
			return err
		}
	}
	return nil
}

// CheckReplaced checks for existing files that respite did not write.
func (f *Flags) CheckReplaced(std cli.Streams) error {
	if f.force {
		return nil
	}
	for _, name := range f.Outputs() {
		if name == "-" {
			continue
		}
		if err := MayReplace(name, std); err != nil {
			return err
		}
	}
	return nil
}
