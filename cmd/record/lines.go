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

	"respite/samples/record"
	"respite/script/routines"
)

// collect returns every line that a voice of the language needs, with the way to say it from
// the file of takes.
func collect(voice, language, takesFile string) ([]record.Wanted, error) {
	texts, err := routines.Lines(language)
	if err != nil {
		return nil, err
	}
	takes, err := readTakes(takesFile, voice)
	if err != nil {
		return nil, err
	}
	lines := make([]record.Wanted, len(texts))
	for i, text := range texts {
		lines[i] = record.Wanted{Text: text, Takes: takes[text]}
		delete(takes, text)
	}
	if len(takes) > 0 {
		unused := slices.Sorted(maps.Keys(takes))
		return nil, fmt.Errorf("%s: %s has no line %q", takesFile, voice, strings.Join(unused, `", "`))
	}
	return lines, nil
}

// readTakes reads how to say the lines of one voice. Without a file, every line is said as it
// is written.
func readTakes(file, voice string) (map[string][]record.Saying, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var takes map[string]map[string][]record.Saying
	if err := yaml.UnmarshalWithOptions(b, &takes, yaml.DisallowUnknownField()); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return takes[voice], nil
}
