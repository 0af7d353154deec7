package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/stock"
)

// Messages have the form "respite: error: what, where", then, if there is advice, "respite:
// hint: what to do". They are lower case, without a full stop, and one line long; an excerpt
// of the routine may follow. All messages go to standard error.

// The exit codes.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitInterrupted = 130 // 128 + SIGINT, as shells have it
)

// A ReportedError is an exit code for an error that was already printed.
type ReportedError int

func (e ReportedError) Error() string { return "failed" }

// Report prints an error and returns its exit code.
func Report(w io.Writer, err error) int {
	if err == nil {
		return ExitDone
	}
	var reported ReportedError
	if errors.As(err, &reported) {
		return int(reported)
	}
	if errors.Is(err, context.Canceled) {
		clean.Fprintln(w, "respite: error: interrupted, nothing was written")
		return ExitInterrupted
	}
	var mistakes routine.ErrorList
	if errors.As(err, &mistakes) {
		for _, m := range mistakes {
			ReportPlace(w, "error", m)
		}
	} else {
		clean.Fprintf(w, "respite: error: %v\n", err)
	}
	if text := AsCalled(HintFor(err)); text != "" {
		clean.Fprintf(w, "respite: hint: %s\n", text)
	}
	var choice *script.ChoiceError
	if _, usage := hint.Of(err); usage || errors.As(err, &choice) {
		return ExitUsage
	}
	return ExitFailed
}

// ReportPlace prints a mistake in a routine, or a warning, with the source line.
func ReportPlace(w io.Writer, what string, m *routine.Error) {
	clean.Fprintf(w, "respite: %s: %v\n", what, m)
	if excerpt := strings.TrimRight(m.Excerpt(), "\n"); excerpt != "" {
		clean.Fprintf(w, "%s\n", excerpt)
	}
}

// Counted returns a number followed by the noun that it counts.
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// HintFor returns the advice for an error.
func HintFor(err error) string {
	var choice *script.ChoiceError
	var missing *plan.MissingLinesError
	var length *plan.LengthError
	var voice *samples.UnknownVoiceError
	var phrases *stock.MissingError
	text, _ := hint.Of(err)
	switch {
	case text != "":
		return text
	case errors.As(err, &missing):
		return "have an engine speak them with --tts ENGINE (respite voice engines), or record a voice that has them (respite help voice)"
	case errors.As(err, &phrases):
		return stockHint(phrases)
	case errors.As(err, &voice):
		return "the voices are " + strings.Join(samples.Voices(), ", ")
	case errors.As(err, &length):
		return lengthHint(length, func(flags ...string) string { return strings.Join(flags, " ") })
	case errors.As(err, &choice) && (choice.Near != "" || choice.Name == "") && len(choice.Names) > 0:
		return "the stretches are " + strings.Join(choice.Names, ", ")
	}
	return ""
}

// lengthHint returns the option that makes a session possible at its length. with formats a
// command with flags.
func lengthHint(e *plan.LengthError, with func(flags ...string) string) string {
	var ways []string
	if e.Rounds > 0 {
		ways = append(ways, "go through the stretches more often: "+with(fmt.Sprintf("--rounds=%d", e.Rounds)))
	}
	if e.Without != "" {
		ways = append(ways, "leave one stretch out: "+with("--skip="+hint.ShellWord(csvField(e.Without))))
	}
	if e.Guidance != plan.Full {
		ways = append(ways, fmt.Sprintf("have less said: %s", with(fmt.Sprintf("--guidance=%v", e.Guidance))))
	}
	if len(ways) > 0 {
		return strings.Join(ways, "; or ")
	}
	text := "take the nearest length: " + with("--length="+lengthText(nearest(e)))
	if e.Want < e.Shortest && !e.Alone {
		text += "; or do fewer stretches: --only NAME,... or --skip NAME,..."
	}
	return text
}

// nearest is the length nearest to the one that was asked for that a session can have.
func nearest(e *plan.LengthError) time.Duration {
	low, high := e.Longest, e.Shortest
	if e.Below > 0 {
		low, high = e.Below, e.Above
	}
	if (e.Want - low).Abs() < (high - e.Want).Abs() {
		return low
	}
	return high
}

// lengthText writes a length as --length takes it.
func lengthText(d time.Duration) string {
	text, _ := plan.Length(d).MarshalText() // never fails
	return string(text)
}

// stockHint returns the advice for missing phrases.
func stockHint(e *stock.MissingError) string {
	if e.File == "" {
		return fmt.Sprintf("respite new --stock %s writes a file to fill in, %s", e.Language, filepath.Join(folders.Stock, e.Language+".yaml"))
	}
	return fmt.Sprintf("fill them in; respite new --stock %s - prints all of them with the English ones beside", e.Language)
}
