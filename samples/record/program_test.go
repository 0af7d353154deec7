package record

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// acting is a program played by the test program, with {text} and {out} as asked for.
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

// However a program takes its text and gives its sound, it is heard.
func TestProgramSpeaks(t *testing.T) {
	for _, words := range [][]string{{}, {"-o", "{out}"}, {"{text}"}, {"--to={out}", "<{text}>"}} {
		take, rate, err := acting(t, "whole", words...).Speak(t.Context(), "Hello.")
		if err != nil || rate != 24000 || len(take) < rate/2 {
			t.Errorf("%q: %d samples at %d Hz, error %v", words, len(take), rate, err)
		}
	}
}

// Nothing in a line is read by a shell, or as a placeholder.
func TestTextIsOnlyText(t *testing.T) {
	got := fill([]string{"say", "{text}", "-o{out}"}, "$(rm -rf ~) `x` {out} \"'; {text}", "/tmp/x.wav")
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

// A program that hangs is ended, with what it started, and leaves no file.
func TestProgramIsStopped(t *testing.T) {
	need(t, "sh")
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
			time.Sleep(10 * time.Millisecond) // one that was killed may take a moment
		}
	}
}

// groupLives tells, where there is a /proc, whether a process group has a
// process that is no zombie.
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

// The engines that are installed here speak, and are mastered like the bundled voices.
func TestEngines(t *testing.T) {
	for _, c := range []struct{ engine, program, language, text string }{
		{"espeak-ng", "espeak-ng", "en", "Breathe in, and lift your arms."},
		{"espeak-ng", "espeak-ng", "de", "Atme ein, und heb die Arme."},
		{"flite", "flite", "en", "Breathe in, and lift your arms."},
		{"pico2wave", "pico2wave", "en", "-l Breathe <in> & lift your arms."},
		{"pico2wave", "pico2wave", "es", "Inhala y levanta los brazos."},
	} {
		t.Run(c.engine+" "+c.language, func(t *testing.T) {
			if c.engine == "pico2wave" && !isInstalled(c.program) {
				t.Skip("pico2wave is not installed; Debian has it in non-free")
			}
			need(t, c.program)
			e, err := NewEngine(c.engine, Settings{Language: c.language})
			if err != nil {
				t.Fatal(err)
			}
			clip, err := perform(t.Context(), e, Natural, c.text)
			if err != nil {
				t.Fatal(err)
			}
			if l := clip.Length().Seconds(); l < 1 || l > 6 {
				t.Errorf("it lasts %.1f s", l)
			}
			if got := Loudness(clip); got < target-tolerance || got > target+tolerance {
				t.Errorf("%.2f LUFS", got)
			}
		})
	}
}

func TestNewEngineRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Settings
		want string
	}{
		{"siri", Settings{}, `no engine "siri": there is espeak-ng, flite, pico2wave, piper, say, sapi, openai, command:…`},
		{"piper", Settings{}, "--tts-model"},
		{"flite", Settings{Language: "de"}, `in "de"`},
		{"pico2wave", Settings{Language: "nl"}, `in "nl"`},
		{"openai", Settings{URL: "localhost:80"}, "not the address of a server"},
		{"openai", Settings{URL: "ftp://me:secret@host/"}, "not the address of a server"},
		{"command:", Settings{}, "empty"},
	} {
		if _, err := NewEngine(c.name, c.s); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}
