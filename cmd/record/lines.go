package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"respite/samples"
	"respite/script/routines"
)

// collect is every line that a voice of the language needs, with its spelling.
func collect(language, spellingFile string) ([]samples.Line, error) {
	texts, err := routines.Lines(language)
	if err != nil {
		return nil, err
	}
	spelling, err := readSpelling(spellingFile, language)
	if err != nil {
		return nil, err
	}
	lines := make([]samples.Line, len(texts))
	for i, text := range texts {
		lines[i] = samples.Line{Text: text, Spoken: spelling[text]}
		delete(spelling, text)
	}
	if len(spelling) > 0 {
		unused := slices.Sorted(maps.Keys(spelling))
		return nil, fmt.Errorf("%s: no line reads %q", spellingFile, strings.Join(unused, `", "`))
	}
	return lines, nil
}

// readSpelling reads, for one language, a map from lines as written to lines as
// they are spelt for the engine; without a file it is empty.
func readSpelling(file, language string) (map[string]string, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var spelling map[string]map[string]string
	if err := yaml.Unmarshal(b, &spelling); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return spelling[language], nil
}
