// Package hint adds advice to errors.
package hint

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// An Error is an error with a hint: one line of advice.
type Error struct {
	Err   error
	Hint  string // empty for no advice
	Usage bool   // it is a mistake in the command line
}

func (e *Error) Error() string { return e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// Usage returns a mistake in the command line, with a hint.
func Usage(err error, hint string) error { return &Error{Err: err, Hint: hint, Usage: true} }

// With returns err with a hint.
func With(err error, hint string) error { return &Error{Err: err, Hint: hint} }

// Of returns the hint of err and whether err is a mistake in the command line.
func Of(err error) (hint string, usage bool) {
	var e *Error
	if errors.As(err, &e) {
		return e.Hint, e.Usage
	}
	return "", false
}

// Plain removes the name of the system call from an error, and leaves the file and the reason.
func Plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return fmt.Errorf("%s: %w", l.New, l.Err)
	}
	return err
}

// ShellWord quotes a text if a shell would not read it as one word, so that the commands in
// hints can be pasted.
func ShellWord(text string) string {
	if text != "" && !strings.ContainsAny(text, " \t\n'\"\\$`&|;<>()*?[]{}#~!") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
