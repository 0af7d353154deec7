// Package settings supplies the values of flags that are not on the command line: first those
// that --for stands for, then those of variables such as RESPITE_VOICE, then those of the user's
// settings file.
package settings

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"respite/cmd/respite/value"
	"respite/script/routine"
)

// maxFile is the largest settings file that is read, in bytes.
const maxFile = 64 << 10

// Settings are values of flags from the settings file and the environment.
type Settings struct {
	File    string            // name of the settings file, which may not exist
	entries map[string]*entry // entries of the file, by flag
	getenv  func(string) string
}

// A Value is the value of a flag and its source.
type Value struct {
	Flag string
	Text string
	From string // "command line", the variable, "FILE:LINE", or "default"
}

// Load reads the settings file, if it exists. known lists the flags that it may set. All
// mistakes are collected in a routine.ErrorList with positions.
func Load(file string, getenv func(string) string, known []string) (*Settings, error) {
	s := &Settings{File: file, getenv: getenv}
	text, err := readFile(file)
	if err != nil || text == "" {
		return s, err
	}
	s.entries, err = parse(file, text, known)
	return s, err
}

// readFile reads a settings file. A missing file counts as empty.
func readFile(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s: is not a file: the settings are lines such as voice: NAME", name)
	case info.Size() > maxFile:
		return "", fmt.Errorf("%s: larger than %d KB: the settings are a few lines such as voice: NAME", name, maxFile>>10)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile))
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return "", fmt.Errorf("%s: is not text in UTF-8: the settings are lines such as voice: NAME", name)
	}
	return strings.TrimPrefix(string(b), "\ufeff"), err
}

// Variable returns the name of the environment variable for a flag.
func Variable(flag string) string {
	return "RESPITE_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// Apply sets the flags that are not on the command line. rivals are groups of flags that
// exclude each other: if the command line sets one of a group, Apply does not set the others.
// A variable overrides the file.
func (s *Settings) Apply(flags *pflag.FlagSet, names []string, rivals [][]string) error {
	var mistakes routine.ErrorList
	for _, name := range names {
		flag := flags.Lookup(name)
		if flag == nil || flag.Changed || s.isOverruled(flags, name, rivals) {
			continue
		}
		text, e := s.find(name)
		if text == "" {
			continue
		}
		err := value.Plain(flag.Value.Set(text))
		if flag.Annotations == nil {
			flag.Annotations = map[string][]string{}
		}
		flag.Annotations[origin] = []string{s.from(name, e)}
		switch {
		case err != nil && e == nil:
			return fmt.Errorf("%s: %w", Variable(name), err)
		case err != nil:
			mistakes = append(mistakes, e.mistake(err.Error()))
		}
	}
	if len(mistakes) > 0 {
		return mistakes
	}
	return nil
}

// origin is the annotation that marks a flag as set by [Settings.Apply].
const origin = "settings: origin"

// Origin returns the variable or the FILE:LINE that set a flag; empty if neither did.
func Origin(flag *pflag.Flag) string { return strings.Join(flag.Annotations[origin], "") }

// from returns the source of a flag's value: its entry in the file, or the variable.
func (s *Settings) from(flag string, e *entry) string {
	if e != nil {
		return fmt.Sprintf("%s:%d", s.File, e.place.Line)
	}
	return Variable(flag)
}

// isOverruled tells whether a source with higher priority sets a rival of the flag.
func (s *Settings) isOverruled(flags *pflag.FlagSet, name string, rivals [][]string) bool {
	for _, group := range rivals {
		member := false
		for _, other := range group {
			member = member || other == name
		}
		for _, other := range group {
			if !member || other == name {
				continue
			}
			if f := flags.Lookup(other); f != nil && f.Changed {
				return true
			}
			if s.getenv(Variable(other)) != "" && s.getenv(Variable(name)) == "" {
				return true
			}
		}
	}
	return false
}

// find returns the value of a flag, and its entry if it comes from the file.
func (s *Settings) find(flag string) (text string, e *entry) {
	if text := s.getenv(Variable(flag)); text != "" {
		return text, nil
	}
	if e := s.entries[flag]; e != nil {
		return e.text, e
	}
	return "", nil
}

// InForce returns the values of the flags after [Settings.Apply], in the order of names.
func InForce(flags *pflag.FlagSet, names []string) []Value {
	var values []Value
	for _, name := range names {
		flag := flags.Lookup(name)
		if flag == nil {
			continue
		}
		v := Value{Flag: name, Text: cmp.Or(flag.Value.String(), flag.DefValue), From: cmp.Or(Origin(flag), "default")}
		if flag.Changed {
			v.From = "command line"
		}
		values = append(values, v)
	}
	return values
}
