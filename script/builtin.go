package script

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

// routineFiles has a folder for each language, with a file for each routine.
//
//go:embed routines
var routineFiles embed.FS

// DefaultRoutine is the built-in routine that is used when none is named.
const DefaultRoutine = "back-relief"

// Builtins are the names of the built-in routines, sorted. Every one is there
// in English.
func Builtins() []string { return builtinsIn(defaultLanguage) }

// BuiltinLanguages are the languages that a built-in routine is there in,
// sorted, as BCP 47 has them.
func BuiltinLanguages(name string) []string {
	return slices.DeleteFunc(languages(), func(l string) bool { return !slices.Contains(builtinsIn(l), name) })
}

// Builtin parses a built-in routine in English.
func Builtin(name string) (*Routine, error) { return BuiltinIn(name, defaultLanguage) }

// BuiltinIn parses a built-in routine in one of its languages.
func BuiltinIn(name, language string) (*Routine, error) {
	b, err := routineFiles.ReadFile(path.Join("routines", language, name+".yaml"))
	if err == nil {
		return Parse(name+".yaml", b)
	}
	if in := BuiltinLanguages(name); len(in) > 0 {
		return nil, fmt.Errorf("the built-in routine %s is not there in %q: there is %s", name, language, strings.Join(in, ", "))
	}
	return nil, fmt.Errorf("no built-in routine %q: there is %s", name, strings.Join(Builtins(), ", "))
}

// BuiltinLines is every line that a voice of a language must have: the stock
// phrases and all that the built-in routines and the example of the language say, under any option.
func BuiltinLines(language string) ([]string, error) {
	phrases, err := stockFor(language)
	if err != nil {
		return nil, err
	}
	lines := phrases.all()
	if language == defaultLanguage {
		r, err := Parse("example.yaml", example)
		if err != nil {
			return nil, err
		}
		lines = append(lines, r.Lines()...)
	}
	for _, name := range builtinsIn(language) {
		r, err := BuiltinIn(name, language)
		if err != nil {
			return nil, err
		}
		lines = append(lines, r.Lines()...)
	}
	slices.Sort(lines)
	return slices.Compact(lines), nil
}

// builtinsIn are the names of the built-in routines in a language, sorted.
func builtinsIn(language string) []string {
	files, _ := routineFiles.ReadDir(path.Join("routines", language)) // without routines there is no folder
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(f.Name(), ".yaml")
	}
	return names
}

//go:embed example.yaml
var example []byte

// Example is a routine file that explains the format, in English. The bundled
// voices can say all of it.
func Example() []byte { return bytes.Clone(example) }
