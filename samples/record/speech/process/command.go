// Package process runs external programs. It uses no shell, limits their time and output,
// removes keys from their environment, and stops all of their child processes.
package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	MostOutput    = 32 << 20        // limit for the output of a program or a server for one line, in bytes
	MostComplaint = 1 << 16         // limit for the stored standard error of a program, in bytes
	lineLimit     = 2 * time.Minute // time limit for one line
)

// notFound is the exit status of chroot, env and a shell if they cannot find a program
// (POSIX.1-2017, XCU 2.8.2).
const notFound = 127

// ErrNotFound means that a program is not installed.
var ErrNotFound = errors.New("no such program")

// ErrTooMuch means that a program exceeded the limit of its output.
var ErrTooMuch = fmt.Errorf("wrote more than %d MB for one line", MostOutput>>20)

// A Command is a program with its arguments, environment and input.
type Command struct {
	Words, Env []string
	In         string        // its standard input
	Limit      time.Duration // 0 means lineLimit
}

// Run runs the program without a shell. It returns the program's standard output and the
// beginning of its standard error. When ctx ends or the time limit passes, it kills the
// program and all of its descendants.
func (c Command) Run(ctx context.Context) (out []byte, complaint string, err error) {
	ctx, stop := WithLimit(ctx, c.Limit)
	defer stop()
	stdout, stderr := &Bounded{Most: MostOutput, Full: ErrTooMuch}, &Bounded{Most: MostComplaint}
	cmd := exec.CommandContext(ctx, c.Words[0], c.Words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.In), stdout, stderr
	cmd.Env = append(Environ(), c.Env...)
	cmd.WaitDelay = time.Second // a descendant may keep the pipes open after the kill
	KillWithDescendants(cmd)
	if err = cmd.Run(); err != nil && cmd.Process != nil {
		_ = cmd.Cancel() // a failed program may have left descendants
	}
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, "", context.Cause(ctx)
	case stdout.Overflowed:
		return nil, "", fmt.Errorf("%s %w", filepath.Base(c.Words[0]), ErrTooMuch)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist), errors.As(err, &exit) && exit.ExitCode() == notFound:
		return nil, "", ErrNotFound
	case err != nil:
		return nil, "", fmt.Errorf("%s: %w%s", filepath.Base(c.Words[0]), err, Quoted(string(stderr.Kept)))
	}
	return stdout.Kept, string(stderr.Kept), nil
}

// WithLimit returns ctx with a time limit; 0 means the one for a line, two minutes.
func WithLimit(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		limit = lineLimit
	}
	return context.WithTimeoutCause(ctx, limit, fmt.Errorf("no answer within %v", limit))
}

// IsInstalled tells whether a program is in the search path.
func IsInstalled(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// A Bounded keeps the first bytes that are written to it. It drops further bytes, or returns
// the error Full if that is set. It does not contain a bytes.Buffer, because io.Copy would use
// its ReadFrom method instead of Write.
type Bounded struct {
	Kept       []byte
	Most       int
	Full       error
	Overflowed bool
}

func (b *Bounded) Write(p []byte) (int, error) {
	room := b.Most - len(b.Kept)
	if len(p) <= room {
		b.Kept = append(b.Kept, p...)
		return len(p), nil
	}
	b.Kept = append(b.Kept, p[:room]...)
	b.Overflowed = true
	if b.Full != nil {
		return room, b.Full
	}
	return len(p), nil
}

// Quoted formats the last words of a program for the end of a one-line error.
func Quoted(complaint string) string {
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
