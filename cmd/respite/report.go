package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"respite/samples"
	"respite/script"
)

// How respite speaks to a person: "respite: error: what, where", then
// "respite: hint: what to do" where there is one. Lower case, no full stop,
// one line; an excerpt of the routine may follow. Everything on standard error.

// A usageError is a mistake in the command line.
type usageError struct {
	error
	hint string
}

func (e usageError) Unwrap() error { return e.error }

// A hintedError says what to do about it.
type hintedError struct {
	error
	hint string
}

func (e hintedError) Unwrap() error { return e.error }

// A reportedError is an exit code whose reasons were printed before.
type reportedError int

func (e reportedError) Error() string { return "failed" }

// report prints an error and returns the exit code that goes with it.
func report(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	var reported reportedError
	if errors.As(err, &reported) {
		return int(reported)
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "respite: error: interrupted, nothing was written")
		return exitInterrupted
	}
	var mistakes script.ErrorList
	if errors.As(err, &mistakes) {
		for _, m := range mistakes {
			fmt.Fprintf(w, "respite: error: %v\n%s\n", m, strings.TrimRight(m.Excerpt(), "\n"))
		}
	} else {
		fmt.Fprintf(w, "respite: error: %v\n", err)
	}
	if hint := hintFor(err); hint != "" {
		fmt.Fprintf(w, "respite: hint: %s\n", hint)
	}
	var usage usageError
	var choice *script.ChoiceError
	if errors.As(err, &usage) || errors.As(err, &choice) {
		return exitUsage
	}
	return exitFailed
}

// hintFor is what to do about an error.
func hintFor(err error) string {
	var usage usageError
	var hinted hintedError
	var choice *script.ChoiceError
	var missing *script.MissingLinesError
	var voice *samples.UnknownVoiceError
	switch {
	case errors.As(err, &usage):
		return usage.hint
	case errors.As(err, &hinted):
		return hinted.hint
	case errors.As(err, &missing):
		return "use lines that the voice has (respite list --lines), or give a folder with a voice that has these (--voice DIR)"
	case errors.As(err, &voice):
		return "the bundled voices are " + strings.Join(samples.Voices(), ", ")
	case errors.As(err, &choice) && (choice.Near != "" || choice.Name == ""):
		return "the stretches are " + strings.Join(choice.Names, ", ")
	}
	return ""
}
