// Package process runs the programs of others: without a shell, with a time limit, with bounds
// on what they write, without keys in their environment, and such that nothing of them stays behind.
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
	MostOutput    = 32 << 20        // bytes that a program or a server may send for one line
	MostComplaint = 1 << 16         // bytes that are kept of a program's standard error
	lineLimit     = 2 * time.Minute // for one line, from its own start
)

// notFound is the exit status of chroot, env and a shell for a program that
// they cannot find (POSIX.1-2017, XCU 2.8.2).
const notFound = 127

// ErrNotFound is the error for a program that is not installed.
var ErrNotFound = errors.New("no such program")

// ErrTooMuch is the error for a program that does not stop writing.
var ErrTooMuch = fmt.Errorf("wrote more than %d MB for one line", MostOutput>>20)

// A Command is a program with all that it is started with.
type Command struct {
	Words, Env []string
	In         string        // its standard input
	Limit      time.Duration // lineLimit where it is 0
}

// Run starts the program without a shell. It returns what the program writes to its
// standard output, and the first of what it writes to its standard error. When ctx
// ends or the time limit passes, the program and all that it started are killed.
func (c Command) Run(ctx context.Context) (out []byte, complaint string, err error) {
	ctx, stop := WithLimit(ctx, c.Limit)
	defer stop()
	stdout, stderr := &Bounded{Most: MostOutput, Full: ErrTooMuch}, &Bounded{Most: MostComplaint}
	cmd := exec.CommandContext(ctx, c.Words[0], c.Words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.In), stdout, stderr
	cmd.Env = append(Environ(), c.Env...)
	cmd.WaitDelay = time.Second // for a descendant that keeps the pipes open after the kill
	KillWithDescendants(cmd)
	if err = cmd.Run(); err != nil && cmd.Process != nil {
		_ = cmd.Cancel() // a program that failed may have left others
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

// WithLimit returns ctx with the time limit of one line.
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

// A Bounded keeps the first bytes that are written to it. What comes after them is
// dropped, or refused with the error Full where there is one. It holds a slice and
// no bytes.Buffer: that has a ReadFrom, which io.Copy prefers to Write.
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

// Quoted is the end of what a program said about a failure, as the tail of an error of one line.
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
