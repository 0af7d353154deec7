package session

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/interrupt"
	"respite/script/routine"
	"respite/script/routines"
)

// ReadRoutine parses a routine: a built-in name, a file, or standard input for "-". If a
// language is given, the routine must be in it; a built-in routine is translated.
func ReadRoutine(ctx context.Context, language, name string, std cli.Streams) (*routine.Routine, error) {
	if slices.Contains(routines.Names(), name) {
		return translated(name, language)
	}
	r, err := interrupt.Await(ctx, func() (*routine.Routine, error) { return openRoutine(name, std) })
	if err == nil && language != "" && language != r.Language {
		return nil, hint.Usage(fmt.Errorf("%s: is in the language %s, not in %s", name, r.Language, language),
			"leave out --lang: only the built-in routines have translations")
	}
	return r, err
}

// translated returns a built-in routine in a language, or in English if none is given.
func translated(name, language string) (*routine.Routine, error) {
	if language == "" {
		return routines.Open(name, "")
	}
	r, err := routines.Open(name, language)
	if err != nil {
		return nil, hint.Usage(err, "--lang takes one of these languages")
	}
	return r, nil
}

// openRoutine parses a file, or standard input for "-".
func openRoutine(name string, std cli.Streams) (*routine.Routine, error) {
	if name == "-" {
		return parse(name, std.In)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) && !folders.LooksLikeFile(name) {
		return nil, hint.Usage(&UnknownRoutineError{name}, "the built-in routines are "+strings.Join(routines.Names(), ", ")+"; respite new writes a file to start from")
	}
	if err != nil {
		return nil, hint.Plain(err)
	}
	defer f.Close()
	return parse(name, f)
}

// An UnknownRoutineError is a word that names neither a built-in routine nor a file.
type UnknownRoutineError struct{ Name string }

func (e *UnknownRoutineError) Error() string {
	return fmt.Sprintf("no routine %q: neither a built-in one nor a file%s", e.Name, cli.DidYouMean(e.Name, routines.Names()))
}

func parse(name string, r io.Reader) (*routine.Routine, error) {
	b, err := readAtMost(r)
	if err != nil {
		return nil, err
	}
	return routine.Parse(name, b)
}

// readAtMost reads r, but stops one byte above the size limit of a routine.
func readAtMost(r io.Reader) ([]byte, error) {
	const most = 64 << 20
	b, err := io.ReadAll(io.LimitReader(r, most))
	return b, hint.Plain(err)
}

// StretchesOf returns the names of a routine's stretches, without its rests and other entries.
func StretchesOf(r *routine.Routine) []string {
	var names []string
	for _, s := range r.Stretches {
		if s.Motion.IsStretch() {
			names = append(names, s.Name)
		}
	}
	return names
}

// RoutineArg returns the routine that a command's arguments name.
func RoutineArg(args []string) string {
	if len(args) == 0 {
		return routines.Default
	}
	return args[0]
}

// FolderOf returns the folder of a routine that was named on the command line.
func FolderOf(name string) string {
	if name == "-" {
		return "."
	}
	return filepath.Dir(name)
}

// RoutinesArg returns the routines that a command's arguments name.
func RoutinesArg(args []string) []string {
	if len(args) == 0 {
		return []string{routines.Default}
	}
	return args
}

// CompleteRoutine proposes the built-in routines, and files, for the first argument.
func CompleteRoutine(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return routines.Names(), cobra.ShellCompDirectiveDefault
}
