// Package routines holds the built-in routines.
package routines

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"respite/script/routine"
	"respite/script/stock"
)

// files has a folder for each language, with a file for each routine.
//
//go:embed en de es fr it
var files embed.FS

// Default is the built-in routine that is used when none is named.
const Default = "back-relief"

// Names returns the names of the built-in routines, sorted. All of them exist in
// English.
func Names() []string { return namesIn(stock.Default) }

// Languages returns the languages of the built-in routines, sorted, as BCP 47 tags.
func Languages(name string) []string {
	return slices.DeleteFunc(stock.Languages(), func(l string) bool { return !slices.Contains(namesIn(l), name) })
}

// Open parses a built-in routine in a language; in English when the language is empty.
func Open(name, language string) (*routine.Routine, error) {
	if language == "" {
		language = stock.Default
	}
	b, err := files.ReadFile(path.Join(language, name+".yaml"))
	if err == nil {
		return routine.Parse(name+".yaml", b)
	}
	if in := Languages(name); len(in) > 0 {
		return nil, fmt.Errorf("the built-in routine %s does not exist in %q, only in %s", name, language, strings.Join(in, ", "))
	}
	return nil, fmt.Errorf("no built-in routine %q: there is %s", name, strings.Join(Names(), ", "))
}

// Lines returns every line that a voice of a language must have, sorted: the stock
// phrases, and all lines of the built-in routines and of the example in the language,
// under any options.
func Lines(language string) ([]string, error) {
	phrases, err := stock.For(language)
	if err != nil {
		return nil, err
	}
	lines := phrases.All()
	add := func(r *routine.Routine, err error) error {
		if err == nil {
			for text := range r.Lines() {
				lines = append(lines, text)
			}
		}
		return err
	}
	if language == stock.Default {
		if err := add(routine.Parse("example.yaml", example)); err != nil {
			return nil, err
		}
	}
	for _, name := range namesIn(language) {
		if err := add(Open(name, language)); err != nil {
			return nil, err
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines), nil
}

// namesIn returns the names of the built-in routines in a language, sorted.
func namesIn(language string) []string {
	entries, _ := files.ReadDir(language) // the folder is missing for a language without routines
	names := make([]string, len(entries))
	for i, f := range entries {
		names[i] = strings.TrimSuffix(f.Name(), ".yaml")
	}
	return names
}

//go:embed example.yaml
var example []byte

// Example returns a routine file that explains the format, in English.
func Example() []byte { return bytes.Clone(example) }
