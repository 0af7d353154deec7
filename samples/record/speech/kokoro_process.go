package speech

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// speakers are programs of one engine, which its voices share. Each says a line at a time.
type speakers struct{ idle chan *kokoroProcess }

// say has a program that waits, or a new one, answer a question. One that fails or
// whose time is over is ended.
func (s *speakers) say(ctx context.Context, k *Kokoro, ask map[string]any) error {
	var p *kokoroProcess
	select {
	case p = <-s.idle:
	default:
		var err error
		if p, err = startKokoro(k); err != nil {
			return err
		}
	}
	stop := context.AfterFunc(ctx, p.cancel)
	alive, err := p.answer(ask)
	if !stop() {
		p.end()
		return context.Cause(ctx)
	}
	if !alive {
		return fmt.Errorf("kokoro: %w%s", err, quoted(p.end()))
	}
	select {
	case s.idle <- p:
	default:
		p.end()
	}
	return err
}

func (s *speakers) close() error {
	for {
		select {
		case p := <-s.idle:
			p.end()
		default:
			return nil
		}
	}
}

// A kokoroProcess reads a question a line and writes an answer a line, both as JSON.
type kokoroProcess struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	said   *bounded // its standard error
	cancel context.CancelFunc
	ended  sync.Once
}

func startKokoro(k *Kokoro) (*kokoroProcess, error) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &kokoroProcess{said: &bounded{most: mostComplaint}, cancel: cancel}
	p.cmd = exec.CommandContext(ctx, k.python(), "-c", speakProgram, k.Folder)
	p.cmd.Env, p.cmd.Stderr, p.cmd.WaitDelay = Environ(), p.said, time.Second
	killWithDescendants(p.cmd)
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		cancel()
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		cancel()
		if errors.Is(err, exec.ErrNotFound) {
			return nil, &MissingError{"python3", "kokoro runs in it"}
		}
		return nil, err
	}
	p.out = bufio.NewReaderSize(out, 1<<16)
	return p, nil
}

// answer asks and waits for the answer. Alive tells whether the program can be asked again.
func (p *kokoroProcess) answer(ask map[string]any) (alive bool, err error) {
	b, err := json.Marshal(ask)
	if err != nil {
		return true, err
	}
	if _, err := p.in.Write(append(b, '\n')); err != nil {
		return false, errors.New("the program ended")
	}
	line, err := p.out.ReadSlice('\n') // an answer is shorter than the buffer
	if err != nil {
		return false, errors.New("the program ended")
	}
	var answer struct{ Error string }
	if err := json.Unmarshal(line, &answer); err != nil {
		return false, errors.New("the program gave no answer")
	}
	if answer.Error != "" {
		return true, errors.New(strings.Join(strings.Fields(answer.Error), " "))
	}
	return true, nil
}

// end ends the program and returns what it complained of.
func (p *kokoroProcess) end() string {
	p.ended.Do(func() {
		p.in.Close()
		p.cancel()
		_ = p.cmd.Wait() // it was killed
	})
	return string(p.said.kept)
}
