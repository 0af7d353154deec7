package script

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed routines/*.yaml
var routineFiles embed.FS

// DefaultRoutine is the built-in routine that is used when none is named.
const DefaultRoutine = "back-relief"

// Builtins are the names of the built-in routines, sorted.
func Builtins() []string {
	files, _ := routineFiles.ReadDir("routines") // an embedded folder is always there
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(f.Name(), ".yaml")
	}
	return names
}

// Builtin parses a built-in routine.
func Builtin(name string) (*Routine, error) {
	b, err := routineFiles.ReadFile(path.Join("routines", name+".yaml"))
	if err != nil {
		return nil, fmt.Errorf("no built-in routine %q: there is %s", name, strings.Join(Builtins(), ", "))
	}
	return Parse(name+".yaml", b)
}

// BuiltinLines is every line that a voice of a language must have: the stock
// phrases and all that the built-in routines and the example of the language say, under any option.
func BuiltinLines(language string) ([]string, error) {
	phrases, err := stockFor(language)
	if err != nil {
		return nil, err
	}
	lines := phrases.all()
	parsers := []func() (*Routine, error){func() (*Routine, error) { return Parse("example.yaml", example) }}
	for _, name := range Builtins() {
		parsers = append(parsers, func() (*Routine, error) { return Builtin(name) })
	}
	for _, parse := range parsers {
		r, err := parse()
		if err != nil {
			return nil, err
		}
		if r.Language == language {
			lines = append(lines, r.Lines()...)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines), nil
}

//go:embed example.yaml
var example []byte

// Example is a routine file that explains the format. The bundled voices can
// say all of it.
func Example() []byte { return bytes.Clone(example) }
