package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"respite/audio/tooltest"
	"respite/samples/record/speech/process"
)

// acting returns a program that the test program plays, with {text} and {out} as requested.
func acting(t *testing.T, role string, words ...string) Program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := Program{Words: append([]string{self}, words...), Env: []string{actAs + "=" + role}, Name: "fake", Where: "nowhere"}
	if p.mentions("{out}") {
		p.Env = append(p.Env, actInto+"={out}")
	}
	return p
}

// A program works with each way to take the text and to return the sound.
func TestProgramSpeaks(t *testing.T) {
	for _, role := range []string{"whole", "pipe"} {
		for _, words := range [][]string{{}, {"-o", "{out}"}, {"{text}"}, {"--to={out}", "<{text}>"}} {
			take, rate, err := acting(t, role, words...).Speak(t.Context(), "Hello.")
			if err != nil || rate != 24000 || len(take) < rate/20 {
				t.Errorf("%s: %q: %d samples at %d Hz, error %v", role, words, len(take), rate, err)
			}
		}
	}
}

// No shell interprets a line, and placeholders in it are not replaced.
func TestTextIsOnlyText(t *testing.T) {
	got := fill([]string{"say", "{text}", "-o{out}"}, strings.NewReplacer("{text}", "$(rm -rf ~) `x` {out} \"'; {text}", "{out}", "/tmp/x.wav"))
	want := []string{"say", "$(rm -rf ~) `x` {out} \"'; {text}", "-o/tmp/x.wav"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestProgramFails(t *testing.T) {
	for role, want := range map[string]string{
		"failure":   `exit status 3, saying "the voice is hoarse"`,
		"nothing":   "wrote no sound",
		"rubbish":   "not a WAV, FLAC or MP3 file",
		"cut short": "truncated",
		"flood":     "wrote",
	} {
		for _, words := range [][]string{{}, {"{out}"}} {
			_, _, err := acting(t, role, words...).Speak(t.Context(), "Hello.")
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s %q: error %v, want one line with %q", role, words, err, want)
			}
		}
	}
	var missing *MissingError
	if _, _, err := (Program{Words: []string{"no-such-engine"}, Where: "far away"}).Speak(t.Context(), "x"); !errors.As(err, &missing) || missing.Where != "far away" {
		t.Errorf("error %v", err)
	}
}

// A program that hangs is killed with its descendants, and leaves no file.
func TestProgramIsStopped(t *testing.T) {
	tooltest.Need(t, "sh")
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	ctx, cancel := context.WithTimeoutCause(t.Context(), 100*time.Millisecond, errors.New("enough"))
	defer cancel()
	p := Program{Words: []string{"sh", "-c", "echo $$ >pid; sleep 3600 & wait"}, Name: "sleeper"}
	t.Chdir(dir)
	if _, _, err := p.Speak(ctx, "Hello."); err == nil || err.Error() != "enough" {
		t.Fatalf("error %v, want the context's cause", err)
	}
	left, _ := os.ReadDir(dir)
	for _, f := range left {
		if f.Name() != "pid" {
			t.Errorf("left behind: %s", f.Name())
		}
	}
	if b, err := os.ReadFile("pid"); err == nil {
		var pid int
		fmt.Sscan(string(b), &pid)
		for n := 0; groupLives(pid); n++ {
			if n == 100 {
				t.Fatal("a process was left behind")
			}
			time.Sleep(10 * time.Millisecond) // a killed process needs a moment to end
		}
	}
}

// groupLives tells whether a process group has a process other than a zombie, on systems with
// /proc.
func groupLives(group int) bool {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range stats {
		b, _ := os.ReadFile(file) // it may be gone
		_, after, _ := strings.Cut(string(b), ") ")
		var state string
		var parent, of int
		if _, err := fmt.Sscan(after, &state, &parent, &of); err == nil && of == group && state != "Z" {
			return true
		}
	}
	return false
}

func TestSplit(t *testing.T) {
	for command, want := range map[string][]string{
		`a b  c`:           {"a", "b", "c"},
		`a 'b  c' "d e"f`:  {"a", "b  c", "d ef"},
		`a '' "'"`:         {"a", "", "'"},
		`speak "{text}" x`: {"speak", "{text}", "x"},
		`a\b $HOME *`:      {`a\b`, "$HOME", "*"},
	} {
		if got, err := split(command); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, error %v", command, got, err)
		}
	}
	for _, command := range []string{"", "  ", `a "b`, `''`} {
		if got, err := split(command); err == nil {
			t.Errorf("%q became %q", command, got)
		}
	}
}

// The installed engines speak, and their lines are mastered like those of the bundled voices.
func TestEngines(t *testing.T) {
	for _, c := range []struct{ engine, program, language, text string }{
		{"espeak-ng", "espeak-ng", "en", "Breathe in, and lift your arms."},
		{"espeak-ng", "espeak-ng", "de", "Atme ein, und heb die Arme."},
		{"flite", "flite", "en", "Breathe in, and lift your arms."},
		{"rhvoice", "RHVoice-test", "en", "Breathe in, and lift your arms."},
		{"pico2wave", "pico2wave", "en", "-l Breathe <in> & lift your arms."},
		{"pico2wave", "pico2wave", "es", "Inhala y levanta los brazos."},
	} {
		t.Run(c.engine+" "+c.language, func(t *testing.T) {
			tooltest.Need(t, c.program)
			e, err := New(c.engine, Settings{Language: c.language})
			if err != nil {
				t.Fatal(err)
			}
			take, rate, err := e.Speak(t.Context(), c.text)
			if err != nil {
				t.Fatal(err)
			}
			if err := CheckTake(take, rate, c.text); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Settings
		want string
	}{
		{"siri", Settings{}, `no engine "siri": there is kokoro, espeak-ng, flite, pico2wave, rhvoice, piper, supertonic, edge-tts, say, sapi, openai, elevenlabs, command:…`},
		{"flite", Settings{Language: "de"}, `in "de"`},
		{"pico2wave", Settings{Language: "nl"}, `in "nl"`},
		{"openai", Settings{URL: "http://localhost:8880/v1"}, "--tts-voice NAME"},
		{"openai", Settings{URL: "http://192.168.1.7:8880/v1", Voice: "v"}, "has no TLS"},
		{"openai", Settings{URL: "http://example.org/v1", Voice: "v"}, "has no TLS"},
		{"openai", Settings{URL: "http://127.0.0.1.example.org/v1", Voice: "v"}, "has no TLS"},
		{"elevenlabs", Settings{}, "--tts-voice ID"},
		{"kokoro", Settings{URL: "http://localhost:8880/v1"}, "--tts-voice NAME"},
		{"espeak-ng", Settings{URL: "http://localhost:8880/v1"}, "espeak-ng does not use a server: --tts-url is for"},
		{"edge-tts", Settings{Language: "sw"}, "--tts-voice NAME"},
		{"espeak-ng", Settings{Speed: 3}, "0.5 to 2"},
		{"openai", Settings{URL: "localhost:80", Voice: "v"}, "not the address of a server"},
		{"openai", Settings{URL: "ftp://me:secret@host/", Voice: "v"}, "not the address of a server"},
		{"command:", Settings{}, "empty"},
	} {
		if _, err := New(c.name, c.s); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

// The key of a server never reaches a program.
func TestNoProgramGetsTheKey(t *testing.T) {
	t.Setenv(process.KeyVariable, testKey)
	if _, _, err := acting(t, "key").Speak(t.Context(), "Hello."); err != nil {
		t.Errorf("error %v", err)
	}
	if slices.ContainsFunc(process.Environ(), func(v string) bool { return strings.Contains(v, testKey) }) {
		t.Error("the key is in the environment")
	}
	if len(process.Environ()) == 0 {
		t.Error("nothing is left of the environment")
	}
}

// Only a limited part of a program's output is kept. io.Copy would write everything to a
// bytes.Buffer.
func TestOutputIsBounded(t *testing.T) {
	for _, full := range []error{nil, process.ErrTooMuch} {
		b := &process.Bounded{Most: 10, Full: full}
		_, err := io.Copy(b, io.LimitReader(zeros{}, 1<<20))
		if len(b.Kept) != 10 || !b.Overflowed || !errors.Is(err, full) {
			t.Errorf("kept %d bytes, error %v", len(b.Kept), err)
		}
	}
	if _, complaint, err := (process.Command{Words: acting(t, "much complaint").Words, Env: acting(t, "much complaint").Env}).Run(t.Context()); err != nil || len(complaint) != process.MostComplaint {
		t.Errorf("kept %d bytes, error %v", len(complaint), err)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }

// Raw PCM has the declared rate.
func TestRawPCM(t *testing.T) {
	p := acting(t, "pcm")
	p.pcm = 16000
	if take, rate, err := p.Speak(t.Context(), "Hello."); err != nil || rate != 16000 || len(take) < 16000 {
		t.Errorf("%d samples at %d Hz, error %v", len(take), rate, err)
	}
}

// A program has a time limit for each line.
func TestProgramHasATimeLimit(t *testing.T) {
	p := acting(t, "hang")
	c := process.Command{Words: p.Words, Env: p.Env, Limit: 50 * time.Millisecond}
	if _, _, err := c.Run(t.Context()); err == nil || err.Error() != "no answer within 50ms" {
		t.Errorf("error %v", err)
	}
}

// A child in a separate session is killed, too.
func TestADetachedChildIsStopped(t *testing.T) {
	tooltest.Need(t, "setsid")
	dir := t.TempDir()
	ctx, cancel := context.WithCancelCause(t.Context())
	c := process.Command{Words: []string{"sh", "-c", "setsid sh -c 'echo $$ >" + dir + "/new; mv " + dir + "/new " + dir + "/pid; sleep 3600' & wait"}}
	done := make(chan error)
	go func() { _, _, err := c.Run(ctx); done <- err }()
	var pid int
	for pid == 0 {
		b, _ := os.ReadFile(filepath.Join(dir, "pid"))
		fmt.Sscan(string(b), &pid)
		time.Sleep(time.Millisecond)
	}
	cancel(errors.New("enough"))
	if err := <-done; err == nil || err.Error() != "enough" {
		t.Errorf("error %v", err)
	}
	for n := 0; groupLives(pid); n++ {
		if n == 1000 {
			t.Fatal("a process was left behind")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// A child of a failed program is killed, too, whether the program exits with an error or the
// child keeps its output open.
func TestAChildOfAFailedProgramIsStopped(t *testing.T) {
	tooltest.Need(t, "setsid")
	for _, ending := range []string{"exit 3", "exit 0"} {
		pidFile := filepath.Join(t.TempDir(), "pid")
		c := process.Command{Words: []string{"sh", "-c", "setsid sh -c 'echo $$ >" + pidFile + "; sleep 3600' & while ! test -s " + pidFile + "; do :; done; " + ending}}
		if _, _, err := c.Run(t.Context()); err == nil {
			t.Errorf("%s: no error", ending)
		}
		b, err := os.ReadFile(pidFile)
		if err != nil {
			t.Fatal(err)
		}
		var pid int
		fmt.Sscan(string(b), &pid)
		for n := 0; groupLives(pid); n++ {
			if n == 1000 {
				t.Fatalf("%s: a process was left behind", ending)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// A different program, script or words change the identity; otherwise it stays the same.
func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "speak.sh")
	write := func(text string) {
		if err := os.WriteFile(script, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write("#!/bin/sh\n")
	of := func(words ...string) string { return Program{Words: words, Name: "n"}.Identity() }
	first := of(script, "a b")
	if again := of(script, "a b"); again != first {
		t.Errorf("%s is not %s", again, first)
	}
	t.Chdir(dir)
	seen := []string{first, of(script, "a", "b"), of("./speak.sh"), of("sh", script)}
	write("#!/bin/sh\nexit\n")
	seen = append(seen, of(script, "a b"), of("sh", script))
	other := t.TempDir()
	t.Chdir(other)
	if err := os.WriteFile("speak.sh", []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	seen = append(seen, of("./speak.sh"))
	for i, a := range seen {
		for j, b := range seen[:i] {
			if a == b {
				t.Errorf("%d and %d are both %s", i, j, a)
			}
		}
	}
}

// pico2wave does not receive characters of its markup.
func TestPicoMarkup(t *testing.T) {
	p := Pico("en-US", 74).(pacedProgram)
	if got := p.spell("a <b> & c"); strings.ContainsAny(got, "<>&") || !strings.Contains(got, "a") {
		t.Errorf("it gets %q", got)
	}
	if got := fill(p.Words, strings.NewReplacer("{text}", p.spell("x")))[6:]; got[0] != `<speed level="74">x</speed>` {
		t.Errorf("it gets %q", got)
	}
}

// An engine receives its speed.
func TestAtSpeed(t *testing.T) {
	e, err := New("espeak-ng", Settings{Language: "en", Speed: 1.5})
	if err != nil || !strings.Contains(e.String(), "141 words") {
		t.Errorf("%v, error %v", e, err)
	}
	if e = e.(Paced).AtSpeed(0.5).(Paced).AtSpeed(2); !strings.Contains(e.String(), "141 words") {
		t.Errorf("%v", e)
	}
	if e, err = New("command:my-voice {text} {out}", Settings{Speed: 1.5}); err != nil {
		t.Fatal(err)
	}
	if _, ok := e.(Paced); ok {
		t.Error("a command of the user has a speed control: its lines would be spoken twice")
	}
}
