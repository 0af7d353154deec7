//go:build linux

package main

import (
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"respite/cmd/respite/cli"
)

// playings tests playback while the sound server is killed, stopped and reconfigured, and keys
// are pressed.
type playings struct {
	*torture
	routine string
	session []frame16
	done    int
}

func newPlayings(x *torture) rounder {
	p := &playings{torture: x}
	if _, err := exec.LookPath("pulseaudio"); err == nil {
		p.routine, p.session = renderRoutine(x.t, short)
	}
	return p
}

// A soundFault is a disturbance of the sound during playback.
type soundFault struct {
	name string
	do   func(p *playings, s *speakers, y *typist)
}

var soundFaults = []soundFault{
	{"nothing wrong", func(*playings, *speakers, *typist) {}},
	{"a server that is killed", func(_ *playings, s *speakers, _ *typist) { end(s.server) }},
	{"a server that is killed and comes back", func(_ *playings, s *speakers, _ *typist) { end(s.server); s.serve() }},
	{"a server that is stopped", func(_ *playings, s *speakers, _ *typist) { _ = s.server.Process.Signal(syscall.SIGSTOP) }},
	{"a server that is stopped for a while", func(p *playings, s *speakers, _ *typist) {
		_ = s.server.Process.Signal(syscall.SIGSTOP)
		time.Sleep(p.moment(3 * time.Second))
		_ = s.server.Process.Signal(syscall.SIGCONT)
	}},
	{"another default sink", func(_ *playings, s *speakers, _ *typist) { s.changeSink() }},
	{"a sink that is removed, and another", func(_ *playings, s *speakers, _ *typist) { s.changeSink(); s.removeSink() }},
	{"a sink that is removed before there is another", func(p *playings, s *speakers, _ *typist) {
		s.removeSink()
		time.Sleep(p.moment(time.Second))
		s.changeSink()
	}},
	{"a stop from outside", func(p *playings, _ *speakers, y *typist) {
		_ = y.cmd.Process.Signal(one(p.torture, []syscall.Signal{syscall.SIGTSTP, syscall.SIGSTOP}))
		time.Sleep(p.moment(2 * time.Second))
		_ = y.cmd.Process.Signal(syscall.SIGCONT)
	}},
}

// keysToPress are all keys except those that end a session, and some unknown keys.
var keysToPress = []string{" ", "n", "p", "r", "l", ".", "+", "-", "?", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "x", "\x1b[15~", "\x00", "é"}

// round plays, with 20 random keys a second in half of the rounds. The session must continue
// until the user leaves, or end with one line of explanation.
func (p *playings) round() {
	if p.routine == "" {
		return
	}
	fault, pressed := one(p.torture, soundFaults), p.oneIn(2)
	backend := []string{"oto", "pulse"}[p.done%2]
	env, ok := backends()[backend]
	if !ok {
		backend, env = "pulse", (*speakers).env
	}
	p.done++
	p.t.Run(fmt.Sprintf("speakers %d", p.done), func(t *testing.T) {
		s := newSpeakers(t)
		y := newTypist(t, s, 80, "respite", append([]string{"play", p.routine}, shortFlags...)...)
		y.cmd.Env = env(s)
		v := p.startCommand(y.cmd)
		y.sees("Cobra")
		stop := make(chan struct{})
		if pressed {
			go p.press(y, v, stop)
		}
		start := p.moment(3 * time.Second)
		v.after(start)
		fault.do(p, s, y)
		v.after(3*time.Second + p.moment(3*time.Second))
		close(stop)
		p.leave(v, y)
		p.counts["playings with "+fault.name+", "+backend]++
		p.checkEnd(v, y, fault)
		if !pressed {
			p.checkHeard(s.recording(), fault, start)
		}
	})
}

// press presses 20 keys a second until the victim ends or has to leave.
func (p *playings) press(y *typist, v *victim, stop <-chan struct{}) {
	tick := time.NewTicker(time.Second / 20)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-v.ended:
			return
		case <-stop:
			return
		case <-tick.C:
			_, _ = y.terminal.WriteString(keysToPress[(i*i+p.done)%len(keysToPress)])
		}
	}
}

// leave presses q and waits for the end.
func (p *playings) leave(v *victim, y *typist) {
	_, _ = y.terminal.WriteString("q")
	v.end()
	for range 50 { // wait for buffered output
		time.Sleep(100 * time.Millisecond)
		if saysWhy(v.cmd.ProcessState.ExitCode(), y.seen()) {
			return
		}
	}
}

func (p *playings) checkEnd(v *victim, y *typist, fault soundFault) {
	code, text := v.cmd.ProcessState.ExitCode(), y.seen()
	v.said.b = []byte(text)
	v.checkSaid()
	if !saysWhy(code, text) || code == cli.ExitUsage || code == cli.ExitFailed && !strings.Contains(text, "--from=") {
		p.fault(wrongCodes, "%d with %s: %q", code, fault.name, last(text, 400))
	}
	if !y.asBefore() {
		p.fault(wrongCodes, "the terminal was left in another state with %s", fault.name)
	}
}

// checkHeard finds parts of the session in the wrong order. A part that was faded out may
// repeat. The beginning must be heard if the fault left the time for it: on a busy machine the
// sound may begin late.
func (p *playings) checkHeard(heard []frame16, fault soundFault, start time.Duration) {
	pieces := excerptsOf(heard, p.session)
	if start > 2*time.Second && (len(pieces) == 0 || pieces[0].at > 44100/2) {
		p.fault(wrongSound, "with %s: the beginning was not heard: %v", fault.name, pieces)
	}
	for i := 1; i < len(pieces); i++ {
		if before := pieces[i-1]; pieces[i].at+4410 < before.at+before.length {
			p.fault(wrongSound, "with %s: %v", fault.name, pieces)
		}
	}
}

// changeSink adds another sink and makes it the default.
func (s *speakers) changeSink() {
	s.pactl("load-module", "module-null-sink", "sink_name=other", "rate=44100", "channels=2", "format=s16le")
	s.pactl("set-default-sink", "other")
}

// removeSink removes the original sink.
func (s *speakers) removeSink() { s.pactl("unload-module", "1") } // the second module in the config

func (s *speakers) pactl(args ...string) {
	cmd := exec.Command("pactl", args...)
	cmd.Env = s.env()
	if text, err := cmd.CombinedOutput(); err != nil {
		s.t.Logf("pactl %q: %v: %s", args, err, text)
	}
}
