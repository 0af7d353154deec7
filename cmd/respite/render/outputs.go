package render

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/output"
	"respite/cmd/respite/settings"
)

// Into puts all output files into a folder.
func (f *Flags) Into(folder string) {
	f.File.Name = filepath.Join(folder, f.File.Name)
	if f.stems != "" {
		f.stems = filepath.Join(folder, f.stems)
	}
	for _, t := range f.Texts {
		for i, name := range t.Names {
			t.Names[i] = filepath.Join(folder, name)
		}
	}
}

// Outputs returns the names of all files that are written.
func (f *Flags) Outputs() []string {
	names := append([]string{f.File.Name}, stemFiles(f.stems)...)
	for _, t := range f.Texts {
		names = append(names, t.Names...)
	}
	return names
}

// Inputs returns the files that are read, except the images of the routine.
func (f *Flags) Inputs(routine string) []output.Input {
	return slices.Concat(f.Session.Inputs(routine), f.Sound.Inputs(), f.frame.inputs(), f.tags.inputs())
}

// defaultOutput returns the name of the routine as a file in the current folder. The extension
// is .wav, or that of the purpose.
func defaultOutput(routine, purpose string) string {
	kind := cmp.Or(settings.Purposes[purpose].Kind, ".wav")
	if routine == "-" {
		return "session" + kind
	}
	base := filepath.Base(routine)
	return strings.TrimSuffix(base, filepath.Ext(base)) + kind
}
