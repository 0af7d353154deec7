package speech

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
	mostSound     = 32 << 20        // bytes that a program or a server may send for one line
	mostComplaint = 1 << 16         // bytes that are kept of a program's standard error
	lineLimit     = 2 * time.Minute // for one line, from its own start
)

// notFound is the exit status of chroot, env and a shell for a program that
// they cannot find (POSIX.1-2017, XCU 2.8.2).
const notFound = 127

// errNotFound is the error for a program that is not installed.
var errNotFound = errors.New("no such program")

// errTooMuch is the error for a program that does not stop writing.
var errTooMuch = fmt.Errorf("wrote more than %d MB for one line", mostSound>>20)

// A command is a program with all that it is started with.
type command struct {
	words, env []string
	in         string        // its standard input
	limit      time.Duration // lineLimit where it is 0
}

// run starts the program without a shell. It returns what the program writes to its
// standard output, and the first of what it writes to its standard error. When ctx
// ends or the time limit passes, the program and all that it started are killed.
func (c command) run(ctx context.Context) (out []byte, complaint string, err error) {
	ctx, stop := withLimit(ctx, c.limit)
	defer stop()
	stdout, stderr := &bounded{most: mostSound, full: errTooMuch}, &bounded{most: mostComplaint}
	cmd := exec.CommandContext(ctx, c.words[0], c.words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.in), stdout, stderr
	cmd.Env = append(Environ(), c.env...)
	cmd.WaitDelay = time.Second // for a descendant that keeps the pipes open after the kill
	killWithDescendants(cmd)
	if err = cmd.Run(); err != nil && cmd.Process != nil {
		_ = cmd.Cancel() // a program that failed may have left others
	}
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, "", context.Cause(ctx)
	case stdout.overflowed:
		return nil, "", fmt.Errorf("%s %w", filepath.Base(c.words[0]), errTooMuch)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist), errors.As(err, &exit) && exit.ExitCode() == notFound:
		return nil, "", errNotFound
	case err != nil:
		return nil, "", fmt.Errorf("%s: %w%s", filepath.Base(c.words[0]), err, quoted(string(stderr.kept)))
	}
	return stdout.kept, string(stderr.kept), nil
}

// withLimit returns ctx with the time limit of one line.
func withLimit(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		limit = lineLimit
	}
	return context.WithTimeoutCause(ctx, limit, fmt.Errorf("no answer within %v", limit))
}

func isInstalled(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// A bounded keeps the first bytes that are written to it. What comes after them is
// dropped, or refused with the error full where there is one. It holds a slice and
// no bytes.Buffer: that has a ReadFrom, which io.Copy prefers to Write.
type bounded struct {
	kept       []byte
	most       int
	full       error
	overflowed bool
}

func (b *bounded) Write(p []byte) (int, error) {
	room := b.most - len(b.kept)
	if len(p) <= room {
		b.kept = append(b.kept, p...)
		return len(p), nil
	}
	b.kept = append(b.kept, p[:room]...)
	b.overflowed = true
	if b.full != nil {
		return room, b.full
	}
	return len(p), nil
}

// quoted is the end of what a program said about a failure, as the tail of an error of one line.
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
