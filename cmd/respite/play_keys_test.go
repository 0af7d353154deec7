//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
	"golang.org/x/sys/unix"

	"respite/cmd/respite/cli"
	"respite/script"
)

// two is a session with two stretches.
const two = `title: Two
stretches:
  - {name: Cobra, hold: 1 breath, settle: 1s}
  - {name: Cat-Cow, hold: 1 breath, settle: 1s}
`

// A typist uses a terminal in which respite plays.
type typist struct {
	t        *testing.T
	terminal *os.File
	program  *os.File // terminal of the program
	before   *unix.Termios
	cmd      *exec.Cmd

	mu     sync.Mutex
	screen strings.Builder
}

// sit starts respite in a terminal with a number of columns.
func sit(t *testing.T, s *speakers, columns uint16, args ...string) *typist {
	t.Helper()
	y := newTypist(t, s, columns, "respite", args...)
	if err := y.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(y.cmd) })
	return y
}

// newTypist prepares respite in a terminal.
func newTypist(t *testing.T, s *speakers, columns uint16, program string, args ...string) *typist {
	t.Helper()
	terminal, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	y := &typist{t: t, terminal: terminal, program: tty}
	t.Cleanup(func() { terminal.Close(); tty.Close() })
	y.resize(columns)
	if y.before, err = unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS); err != nil {
		t.Fatal(err)
	}
	y.cmd = exec.Command(program, args...)
	y.cmd.Env = s.env()
	y.cmd.Stdin, y.cmd.Stdout, y.cmd.Stderr = tty, tty, tty
	y.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	go func() { _, _ = io.Copy(y, terminal) }()
	return y
}

func (y *typist) Write(b []byte) (int, error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.screen.Write(b)
}

// seen returns everything that was written to the terminal.
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

// types presses keys after a delay.
func (y *typist) types(after time.Duration, keys string) {
	time.Sleep(after)
	if _, err := io.WriteString(y.terminal, keys); err != nil {
		y.t.Error(err)
	}
}

// leaves waits for the end of the program, checks that the terminal is restored, and returns
// the exit code.
func (y *typist) leaves() int {
	y.t.Helper()
	err := y.cmd.Wait()
	time.Sleep(100 * time.Millisecond) // for the last output
	if !y.asBefore() {
		y.t.Error("the terminal was left in another state")
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// asBefore tells whether the terminal has its original state.
func (y *typist) asBefore() bool {
	now, err := unix.IoctlGetTermios(int(y.program.Fd()), unix.TCGETS)
	return err == nil && *now == *y.before
}

// Keys act when they are pressed, and cause no clicks.
func TestKeysSteer(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a session")
	}
	t.Parallel()
	routine, session := renderRoutine(t, two)
	timeline := timelineOf(t, routine)
	faults := steer(t, routine, session, timeline)
	if len(faults) > 0 { // a busy machine may be late once
		t.Logf("at the first try: %q", faults)
		faults = steer(t, routine, session, timeline)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

// steer plays a session, presses keys, and returns what differs from what they ask for.
func steer(t *testing.T, routine string, session []frame16, timeline *script.Timeline) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	s := newSpeakers(t)
	y := sit(t, s, 80, append([]string{"play", routine}, shortFlags...)...)
	y.types(3500*time.Millisecond, " ") // pause in the first seconds,
	y.types(2*time.Second, " ")         // and go on;
	y.types(2*time.Second, "n")         // the second stretch,
	y.types(2*time.Second, "\x1b[D")    // back to the first,
	y.types(5*time.Second, "r")         // again,
	y.types(2*time.Second, "q")         // enough
	if code := y.leaves(); code != cli.ExitDone {
		fault("exit code %d: %q", code, y.seen())
	}
	again := regexp.MustCompile(`stopped at 0:0\d; to go on: respite play \S+ --guidance=quiet --breath=2s/2s --from=\d+:\d\d\r\n$`)
	if !again.MatchString(y.seen()) {
		fault("the way to go on is missing: %q", last(y.seen(), 400))
	}

	heard := s.recording()
	parts := excerptsOf(heard, session)
	if len(parts) == 0 {
		return append(faults, "nothing was heard")
	}
	excerpts := whole(parts)
	t.Logf("heard %v", excerpts)
	if len(excerpts) != 5 {
		return append(faults, fmt.Sprintf("%d pieces were heard, want 5", len(excerpts)))
	}
	second := timeline.Chapters[1].At.Seconds()
	for i, want := range []float64{0, excerpts[0].ends(), second, 0, 0} {
		if i == 1 {
			want = timeline.Resume(time.Duration(want * float64(time.Second))).Seconds()
		}
		if got := excerpts[i].begins(); math.Abs(got-want) > 0.1 {
			fault("piece %d begins at %.2f s of the session, want %.2f", i, got, want)
		}
	}
	for i, want := range []float64{2, 0, 0, 0} {
		silent := excerpts[i+1].heardAt() - excerpts[i].heardAt() - (excerpts[i].ends() - excerpts[i].begins())
		if math.Abs(silent-want) > 0.4 {
			fault("between piece %d and the next %.2f s went by, want %.1f", i, silent, want)
		}
	}
	if got, most := steepestApart(heard, parts), steepest(session); got > most+1 {
		fault("a step of %d was heard, the session's largest is %d", got, most)
	}
	return faults
}

// whole joins excerpts between which a busy machine lost frames.
func whole(excerpts []excerpt) []excerpt {
	joined := slices.Clone(excerpts[:1])
	for _, r := range excerpts[1:] {
		if l := &joined[len(joined)-1]; isGap(*l, r) {
			l.length = r.at + r.length - l.at
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// isGap tells whether only lost frames separate two excerpts.
func isGap(l, r excerpt) bool {
	gap := (r.heard - r.at) - (l.heard - l.at)
	return abs(gap) < 44100/2 && r.at >= l.at+l.length-4410
}

// steepestApart returns the largest step between two frames, apart from the places where a
// busy machine lost frames.
func steepestApart(heard []frame16, excerpts []excerpt) (most int) {
	from := 0
	for i, r := range excerpts[1:] {
		if l := excerpts[i]; isGap(l, r) {
			most = max(most, steepest(heard[from:max(from, l.heard+l.length-4410)]))
			from = min(r.heard+4410, len(heard))
		}
	}
	return max(most, steepest(heard[from:]))
}

// A session ends without a click. Ctrl-C and a signal end it with the exit code of an
// interrupt.
func TestLeaving(t *testing.T) {
	t.Parallel()
	routine, session := renderRoutine(t, two)
	s := newSpeakers(t)
	for _, c := range []struct {
		name  string
		leave func(*typist)
		code  int
	}{
		{"q", func(y *typist) { y.types(0, "q") }, cli.ExitDone},
		{"Ctrl-C", func(y *typist) { y.types(0, "\x03") }, cli.ExitInterrupted},
		{"SIGINT", func(y *typist) { _ = y.cmd.Process.Signal(syscall.SIGINT) }, cli.ExitInterrupted},
		{"SIGTERM", func(y *typist) { _ = y.cmd.Process.Signal(syscall.SIGTERM) }, cli.ExitInterrupted},
	} {
		most, got := steepest(session[:3*44100])*5/4, 0            // with some noise
		for try := 0; try < 3 && (got == 0 || got > most); try++ { // a busy machine may lose frames once
			from := s.length()
			y := sit(t, s, 80, "play", routine)
			y.sees("Cobra")
			time.Sleep(400 * time.Millisecond)
			c.leave(y)
			if code := y.leaves(); code != c.code {
				t.Errorf("%s: exit code %d", c.name, code)
			}
			y.sees("to go on: respite play")
			got = s.steepestSince(from)
			t.Logf("%s: the largest step is %d, at most %d is right", c.name, got, most)
		}
		if got == 0 || got > most {
			t.Errorf("%s: it clicked, or nothing was heard", c.name)
		}
	}
}

// steepestSince returns the largest step in the recording from a frame on, once there is one.
func (s *speakers) steepestSince(from int) int {
	for range 20 {
		time.Sleep(300 * time.Millisecond) // until it was recorded
		if got := steepest(s.heard.frames()[from:]); got > 0 {
			return got
		}
	}
	return 0
}

// sees waits until a text is on the terminal.
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

// The view keeps its position on the terminal at any width, and every key shows its effect.
func TestViewOnATerminal(t *testing.T) {
	t.Parallel()
	routine, _ := renderRoutine(t, two)
	speakers := newSpeakers(t)
	for _, columns := range []int{100, 80, 40} {
		y := sit(t, speakers, uint16(columns), "play", routine, "--guidance=quiet") // without the lesson, which would be a separate chapter
		y.shows(`(?m)^ *Two +\? for keys\n\n *Cobra +0:\d\d left$`)
		y.types(0, "?")
		y.shows(`(?m)^ *space     pause, or continue$`)
		y.shows(`Ctrl-C    stop at once`)
		y.types(0, "?-")
		y.shows(`(?m)^ *volume 90 %$`)
		y.types(0, "++")
		y.shows(`(?m)^ *volume 100 %, the maximum`)
		y.types(0, ".")
		y.shows(`(?m)^ *Cobra\. \w+`)
		y.types(0, " ")
		y.shows(`(?m)^ *paused$`)
		y.resize(25)
		y.shows(`(?m)^ *Two +\? for keys\n\n *Cobra +0:\d\d left$`)
		y.types(0, "q")
		y.leaves()
		y.shows(`^stopped at 0:\d\d; to go on`)
	}
}

// shows waits until the screen matches.
func (y *typist) shows(want string) {
	y.t.Helper()
	var screen string
	for range 100 {
		if screen = y.onScreen(); regexp.MustCompile(want).MatchString(screen) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	y.t.Fatalf("%q is never shown:\n%s", want, screen)
}

// onScreen returns the visible text of the terminal, as another program interprets the output.
func (y *typist) onScreen() string {
	size, err := pty.GetsizeFull(y.terminal)
	if err != nil {
		y.t.Fatal(err)
	}
	screen := vt10x.New(vt10x.WithSize(int(size.Cols), int(size.Rows)))
	_, _ = screen.Write([]byte(y.seen()))
	lines := strings.Split(screen.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// renderRoutine writes a routine to a file and renders it.
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

// timelineOf returns the timeline of the routine from renderRoutine.
func timelineOf(t *testing.T, routine string) *script.Timeline {
	t.Helper()
	var timeline script.Timeline
	if err := json.Unmarshal(run1(t, "respite", append([]string{"show", routine, "--json"}, shortFlags...)...), &timeline); err != nil {
		t.Fatal(err)
	}
	return &timeline
}

func last(text string, n int) string { return text[max(0, len(text)-n):] }
