package record

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// mostSound bounds what is kept of what a program or a server sends, in bytes.
const mostSound = 64 << 20

// notFound is the exit status of chroot, env and a shell for a program that
// they cannot find (POSIX.1-2017, XCU 2.8.2).
const notFound = 127

// errNotFound is the error for a program that is not installed.
var errNotFound = errors.New("no such program")

// A command is a program with all that it is started with.
type command struct {
	words, env []string
	in         string // its standard input
}

// run starts the program, never through a shell, and returns what it writes to its
// standard output and what it complains of. It and what it started are killed when ctx ends.
func (c command) run(ctx context.Context) (out []byte, complaint string, err error) {
	stdout, stderr := &bounded{most: mostSound}, &bounded{most: 1 << 16}
	cmd := exec.CommandContext(ctx, c.words[0], c.words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.in), stdout, stderr
	cmd.Env = append(os.Environ(), c.env...)
	cmd.WaitDelay = time.Second // a grandchild may hold the pipes open after a kill
	killAll(cmd)
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, "", context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist), errors.As(err, &exit) && exit.ExitCode() == notFound:
		return nil, "", errNotFound
	case err != nil:
		return nil, "", fmt.Errorf("%s: %w%s", filepath.Base(c.words[0]), err, quoted(stderr.String()))
	}
	return stdout.Bytes(), stderr.String(), nil
}

func isInstalled(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// bounded keeps the first bytes that are written to it.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), max(0, b.most-b.Len()))]) // never fails
	return len(p), nil
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
