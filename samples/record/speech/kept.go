package speech

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"time"

	"respite/samples/record/speech/process"
)

// A kept is a program that keeps running after a line, because its start is slow.
type kept struct {
	kind   string // programs of one kind are interchangeable
	folder string // output folder, if it has one
	in     io.WriteCloser
	out    *bufio.Reader
	said   *process.Bounded // its standard error
	cancel func()           // kills it and closes its output
	closed func()           // waits until it has ended, and cleans up
	ended  sync.Once
}

// startKept starts a program. If merged is true, its standard error is added to its standard
// output.
func startKept(words, env []string, merged bool) (*kept, error) {
	ctx, kill := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Env, cmd.WaitDelay = append(process.Environ(), env...), time.Second
	process.KillWithDescendants(cmd)
	said := &process.Bounded{Most: process.MostComplaint}
	out, to := io.Pipe()
	cmd.Stdout, cmd.Stderr = to, said
	if merged {
		cmd.Stderr = to
	}
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		kill()
		return nil, err
	}
	waited := make(chan struct{})
	go func() {
		_ = cmd.Wait() // its exit status does not matter: it should not have ended
		to.Close()
		close(waited)
	}()
	return &kept{
		in: in, out: bufio.NewReaderSize(out, 1<<16), said: said,
		cancel: func() { kill(); out.Close() },
		closed: func() { <-waited },
	}, nil
}

// errEnded means that the program did not wait for another line.
var errEnded = errors.New("the program ended")

// ask sends a line to the program.
func (p *kept) ask(line []byte) error {
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return errEnded
	}
	return nil
}

// answer reads a line from the program. It is valid until the next call, and shorter than the
// buffer.
func (p *kept) answer() ([]byte, error) {
	line, err := p.out.ReadSlice('\n')
	if err != nil {
		return nil, errEnded
	}
	return line, nil
}

// end stops the program and returns its standard error.
func (p *kept) end() string {
	p.ended.Do(func() {
		p.in.Close()
		p.cancel()
		p.closed()
	})
	return string(p.said.Kept)
}

// A pool holds idle programs of an engine.
type pool struct {
	name string // name of the engine

	mu   sync.Mutex
	idle []*kept // in order of use, the most recent last
}

// maxKept limits the number of idle programs. A neural model takes some hundred MB in each.
func maxKept() int { return min(runtime.GOMAXPROCS(0), 4) }

// say makes an idle or a new program of a kind speak a line. It stops a program that fails or
// exceeds the time limit.
func (s *pool) say(ctx context.Context, kind string, start func() (*kept, error), talk func(*kept) (alive bool, err error)) error {
	p := s.take(kind)
	if p == nil {
		var err error
		if p, err = start(); err != nil {
			return err
		}
		p.kind = kind
	}
	stop := context.AfterFunc(ctx, p.cancel)
	alive, err := talk(p)
	if !stop() {
		p.end()
		return context.Cause(ctx)
	}
	if !alive {
		return fmt.Errorf("%s: %w%s", s.name, err, process.Quoted(p.end()))
	}
	s.put(p)
	return err
}

// take takes a program of a kind out of the pool; nil if there is none.
func (s *pool) take(kind string) *kept {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.idle, func(p *kept) bool { return p.kind == kind })
	if i < 0 {
		return nil
	}
	p := s.idle[i]
	s.idle = slices.Delete(s.idle, i, i+1)
	return p
}

// put adds an idle program. If there are too many, it stops the least recently used one.
func (s *pool) put(p *kept) {
	s.mu.Lock()
	s.idle = append(s.idle, p)
	var surplus *kept
	if len(s.idle) > maxKept() {
		surplus, s.idle = s.idle[0], s.idle[1:]
	}
	s.mu.Unlock()
	if surplus != nil {
		surplus.end()
	}
}

// close stops all idle programs.
func (s *pool) close() error {
	s.mu.Lock()
	idle := s.idle
	s.idle = nil
	s.mu.Unlock()
	for _, p := range idle {
		p.end()
	}
	return nil
}
