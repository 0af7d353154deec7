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

// A kept program goes on from line to line, since it takes long to start.
type kept struct {
	kind   string // programs of one kind say the same
	folder string // that it writes to, if it has one
	in     io.WriteCloser
	out    *bufio.Reader
	said   *process.Bounded // its standard error
	cmd    *exec.Cmd
	cancel context.CancelFunc
	ended  sync.Once
	closed func() // if not nil, is called when it has ended
}

// startKept starts a program. Merged has what it writes to its standard error
// among its standard output.
func startKept(words, env []string, merged bool) (*kept, error) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &kept{said: &process.Bounded{Most: process.MostComplaint}, cancel: cancel}
	p.cmd = exec.CommandContext(ctx, words[0], words[1:]...)
	p.cmd.Env, p.cmd.WaitDelay = append(process.Environ(), env...), time.Second
	process.KillWithDescendants(p.cmd)
	out, in := io.Pipe()
	p.cmd.Stdout, p.cmd.Stderr = in, p.said
	if merged {
		p.cmd.Stderr = in
	}
	var err error
	if p.in, err = p.cmd.StdinPipe(); err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		cancel()
		return nil, err
	}
	waited := make(chan struct{})
	go func() {
		_ = p.cmd.Wait() // how it ended makes no difference: it should not have
		in.Close()
		close(waited)
	}()
	stop := p.cancel
	p.cancel = func() { stop(); out.Close() }
	p.closed = func() { <-waited }
	p.out = bufio.NewReaderSize(out, 1<<16)
	return p, nil
}

// errEnded is the error for a program that did not wait for another line.
var errEnded = errors.New("the program ended")

// ask writes a line.
func (p *kept) ask(line []byte) error {
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return errEnded
	}
	return nil
}

// answer reads a line, which is valid until the next one is read. It is shorter than the buffer.
func (p *kept) answer() ([]byte, error) {
	line, err := p.out.ReadSlice('\n')
	if err != nil {
		return nil, errEnded
	}
	return line, nil
}

// end ends the program and returns what it complained of.
func (p *kept) end() string {
	p.ended.Do(func() {
		p.in.Close()
		p.cancel()
		p.closed()
	})
	return string(p.said.Kept)
}

// A pool has the programs of an engine that wait for a line.
type pool struct {
	name string // of the engine

	mu   sync.Mutex
	idle []*kept // the one that was used last is the last
}

// maxKept bounds the programs that are kept: those of a neural model take some hundred MB each.
func maxKept() int { return min(runtime.GOMAXPROCS(0), 4) }

// say has a program of a kind that waits, or a new one, say a line. One that fails or
// whose time is over is ended.
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

// take takes a program of a kind out of the pool; nil if none waits.
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

// put lets a program wait. Where too many do, the one that was not used for longest is ended.
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

// close ends the programs that wait.
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
