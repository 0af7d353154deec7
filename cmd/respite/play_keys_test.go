//go:build linux

package main

import (
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"respite/audio/play"
	"respite/script"
	"respite/script/plan"
)

// two is a session with two stretches, to go from one to the other.
const two = `title: Two
stretches:
  - {name: Cobra, hold: 1 breath, settle: 1s}
  - {name: Cat-Cow, hold: 1 breath, settle: 1s}
`

// A typist sits at a terminal in which respite plays.
type typist struct {
	t        *testing.T
	terminal *os.File
	program  *os.File // the terminal as the program has it
	before   *unix.Termios
	cmd      *exec.Cmd

	mu     sync.Mutex
	screen strings.Builder
}

// sit starts respite in a terminal of so many columns.
func sit(t *testing.T, s *speakers, columns uint16, args ...string) *typist {
	t.Helper()
	terminal, program, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	y := &typist{t: t, terminal: terminal, program: program}
	t.Cleanup(func() { terminal.Close(); program.Close() })
	y.resize(columns)
	if y.before, err = unix.IoctlGetTermios(int(program.Fd()), unix.TCGETS); err != nil {
		t.Fatal(err)
	}
	y.cmd = exec.Command("respite", args...)
	y.cmd.Env = s.env()
	y.cmd.Stdin, y.cmd.Stdout, y.cmd.Stderr = program, program, program
	y.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	go func() { _, _ = io.Copy(y, terminal) }()
	if err := y.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(y.cmd) })
	return y
}

func (y *typist) Write(b []byte) (int, error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.screen.Write(b)
}

// seen is all that was ever written to the terminal.
func (y *typist) seen() string {
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.screen.String()
}

func (y *typist) resize(columns uint16) {
	if err := pty.Setsize(y.terminal, &pty.Winsize{Rows: 24, Cols: columns}); err != nil {
		y.t.Fatal(err)
	}
}

// types presses keys after a while.
func (y *typist) types(after time.Duration, keys string) {
	time.Sleep(after)
	if _, err := io.WriteString(y.terminal, keys); err != nil {
		y.t.Error(err)
	}
}

// leaves waits for the program to end, with the terminal as it was before,
// and returns its exit code.
func (y *typist) leaves() int {
	y.t.Helper()
	err := y.cmd.Wait()
	time.Sleep(100 * time.Millisecond) // for what it said last
	now, terr := unix.IoctlGetTermios(int(y.program.Fd()), unix.TCGETS)
	if terr != nil || *now != *y.before {
		y.t.Errorf("the terminal was left in another state: %v", terr)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// Keys do what they say, when they are pressed, without a click.
func TestKeysSteer(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a session")
	}
	t.Parallel()
	routine, session := renderRoutine(t, two)
	timeline := timelineOf(t, routine)
	s := newSpeakers(t)
	y := sit(t, s, 80, append([]string{"play", routine}, shortFlags...)...)
	y.types(3500*time.Millisecond, " ") // pause in the first seconds,
	y.types(2*time.Second, " ")         // and go on;
	y.types(2*time.Second, "n")         // the second stretch,
	y.types(2*time.Second, "\x1b[D")    // back to the first,
	y.types(5*time.Second, "r")         // again,
	y.types(2*time.Second, "q")         // enough
	if code := y.leaves(); code != exitDone {
		t.Errorf("exit code %d: %q", code, y.seen())
	}
	again := regexp.MustCompile(`stopped at 0:0\d; to go on: respite play \S+ --guidance=quiet --breath=2s/2s --from=[\d.]+s\r\n$`)
	if !again.MatchString(y.seen()) {
		t.Errorf("the way to go on is missing: %q", last(y.seen(), 400))
	}

	heard := s.recording()
	passages := whole(passagesOf(heard, session))
	t.Logf("heard %v", passages)
	if len(passages) != 5 {
		t.Fatalf("%d pieces were heard, want 5", len(passages))
	}
	second := timeline.Chapters[1].At.Seconds()
	for i, want := range []float64{0, passages[0].ends(), second, 0, 0} {
		if i == 1 {
			want = timeline.Resume(time.Duration(want * float64(time.Second))).Seconds()
		}
		if got := passages[i].begins(); math.Abs(got-want) > 0.1 {
			t.Errorf("piece %d begins at %.2f s of the session, want %.2f", i, got, want)
		}
	}
	for i, want := range []float64{2, 0, 0, 0} {
		silent := passages[i+1].heardAt() - passages[i].heardAt() - (passages[i].ends() - passages[i].begins())
		if math.Abs(silent-want) > 0.4 {
			t.Errorf("between piece %d and the next %.2f s went by, want %.1f", i, silent, want)
		}
	}
	if got, most := steepest(heard), steepest(session); got > most+1 {
		t.Errorf("a step of %d was heard, the session's largest is %d", got, most)
	}
}

// whole joins the passages between which frames got lost, on a busy machine.
func whole(passages []passage) []passage {
	joined := passages[:1]
	for _, r := range passages[1:] {
		l := &joined[len(joined)-1]
		if gap := (r.heard - r.at) - (l.heard - l.at); abs(gap) < 44100/2 && r.at >= l.at+l.length-4410 {
			l.length = r.at + r.length - l.at
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// A session is left without a click; Ctrl-C and a signal end it with the code
// of an interrupt.
func TestLeaving(t *testing.T) {
	t.Parallel()
	routine, session := renderRoutine(t, two)
	s := newSpeakers(t)
	for _, c := range []struct {
		name  string
		leave func(*typist)
		code  int
	}{
		{"q", func(y *typist) { y.types(0, "q") }, exitDone},
		{"Ctrl-C", func(y *typist) { y.types(0, ctrlC) }, exitInterrupted},
		{"SIGINT", func(y *typist) { _ = y.cmd.Process.Signal(syscall.SIGINT) }, exitInterrupted},
		{"SIGTERM", func(y *typist) { _ = y.cmd.Process.Signal(syscall.SIGTERM) }, exitInterrupted},
	} {
		from := s.length()
		y := sit(t, s, 80, "play", routine)
		y.sees("Cobra")
		time.Sleep(400 * time.Millisecond)
		begin := time.Now()
		c.leave(y)
		if code := y.leaves(); code != c.code {
			t.Errorf("%s: exit code %d", c.name, code)
		}
		t.Logf("%s: ended after %v", c.name, time.Since(begin)-100*time.Millisecond)
		if !strings.Contains(y.seen(), "to go on: respite play") {
			t.Errorf("%s: the way to go on is missing: %q", c.name, y.seen())
		}
		if c.code == exitInterrupted && play.Backend == "oto" {
			continue // it holds more than may be waited for
		}
		time.Sleep(300 * time.Millisecond) // until it was recorded
		got, most := steepest(s.heard.frames()[from:]), steepest(session[:3*44100])
		if got == 0 || got > most*5/4 { // with some noise on it
			t.Errorf("%s: the largest step is %d, the session's own %d", c.name, got, most)
		}
	}
}

// sees waits until something stands on the terminal.
func (y *typist) sees(text string) {
	y.t.Helper()
	for range 200 {
		if strings.Contains(y.seen(), text) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	y.t.Fatalf("%q is never seen: %q", text, last(y.seen(), 400))
}

// The line fits the terminal, at any width, and every key shows what it did.
func TestLineThatStays(t *testing.T) {
	t.Parallel()
	routine, _ := renderRoutine(t, two)
	y := sit(t, newSpeakers(t), 40, "play", routine)
	y.sees("Cobra")
	y.types(0, "?")
	y.sees("space pause")
	y.types(0, "-")
	y.sees("volume 90 %")
	y.types(0, ".")
	y.resize(25)
	y.types(0, " ")
	y.sees("paused")
	y.types(0, "q")
	y.leaves()
	for _, line := range strings.Split(strings.ReplaceAll(y.seen(), "\r", "\n"), "\n") {
		line = strings.NewReplacer("\x1b[J", "", "\x1b[A", "").Replace(line)
		if strings.Contains(line, "[") && !strings.Contains(line, "stopped") && width(line) >= 40 {
			t.Errorf("%d columns: %q", width(line), line)
		}
	}
}

// renderRoutine writes a routine and renders it.
func renderRoutine(t *testing.T, text string) (routine string, frames []frame16) {
	t.Helper()
	dir := t.TempDir()
	routine = filepath.Join(dir, "routine.yaml")
	if err := os.WriteFile(routine, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "session.wav")
	if text, err := exec.Command("respite", append([]string{"render", routine, "-o", out}, shortFlags...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return routine, frames16(wavData(b))
}

// timelineOf is the timeline of what renderRoutine rendered.
func timelineOf(t *testing.T, routine string) *script.Timeline {
	t.Helper()
	s := newSession(t)
	s.options.Guidance = plan.Quiet
	if err := s.options.Breath.UnmarshalText([]byte("2s/2s")); err != nil {
		t.Fatal(err)
	}
	timeline, _, err := s.timeline(routine, streams{})
	if err != nil {
		t.Fatal(err)
	}
	return timeline
}

func last(text string, n int) string { return text[max(0, len(text)-n):] }
