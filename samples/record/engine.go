package record

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// An Engine turns text into speech. It is used by several goroutines at once.
type Engine interface {
	// Speak says text, which is one line without a line break, and returns
	// mono sound of full scale 1 and its rate in Hz.
	Speak(ctx context.Context, text string) (take []float32, rate int, err error)
	// String names the engine and its settings, for the manifest.
	String() string
}

// A MissingError says that an engine's program is not installed.
type MissingError struct {
	Program string
	Where   string // how to get it
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s is not installed: %s", e.Program, e.Where)
}

// notFound is the exit status of chroot, env and a shell for a program that
// they cannot find (POSIX.1-2017, XCU 2.8.2).
const notFound = 127

// errNotFound is the error of run for a program that is not installed.
var errNotFound = errors.New("no such program")

// run starts a program, never through a shell, with text on its standard
// input, and returns what it writes to its standard output.
func run(ctx context.Context, command []string, text string) ([]byte, error) {
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), &out, &complaint
	cmd.WaitDelay = time.Second // a grandchild may hold the pipes open after a kill
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound), errors.As(err, &exit) && exit.ExitCode() == notFound:
		return nil, errNotFound
	case err != nil:
		return nil, fmt.Errorf("%s: %w%s", filepath.Base(command[0]), err, quoted(complaint.String()))
	case out.Len() == 0:
		return nil, fmt.Errorf("%s wrote no sound%s", filepath.Base(command[0]), quoted(complaint.String()))
	}
	return out.Bytes(), nil
}

// quoted is the end of what a program complained of, as the tail of an error of one line.
func quoted(complaint string) string {
	const most = 200 // characters
	words := strings.Join(strings.Fields(complaint), " ")
	if words == "" {
		return ""
	}
	if r := []rune(words); len(r) > most {
		words = "…" + string(r[len(r)-most:])
	}
	return fmt.Sprintf(", saying %q", words)
}
