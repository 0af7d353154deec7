package live

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// A recorder records its method calls.
type recorder struct{ done []string }

func (r *recorder) note(what string)          { r.done = append(r.done, what) }
func (r *recorder) Toggle()                   { r.note("toggle") }
func (r *recorder) Pause()                    { r.note("pause") }
func (r *recorder) Resume()                   { r.note("resume") }
func (r *recorder) Next()                     { r.note("next") }
func (r *recorder) Previous()                 { r.note("previous") }
func (r *recorder) Repeat()                   { r.note("repeat") }
func (r *recorder) Seek(time.Duration)        { r.note("seek") }
func (r *recorder) SetPosition(time.Duration) { r.note("position") }
func (r *recorder) Louder()                   { r.note("louder") }
func (r *recorder) Softer()                   { r.note("softer") }
func (r *recorder) SetVolume(int)             { r.note("volume") }
func (r *recorder) SayWhere()                 { r.note("where") }
func (r *recorder) RepeatLine()               { r.note("line") }
func (r *recorder) ShowKeys()                 { r.note("keys") }
func (r *recorder) Quit()                     { r.note("quit") }
func (r *recorder) Interrupt()                { r.note("interrupt") }

// Every key calls its action. The codes are those of xterm in both cursor key modes.
func TestKeys(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", " ": "toggle", "n": "next", "\x1b[C": "next", "\x1bOC": "next", "p": "previous", "\x1b[D": "previous", "\x1bOD": "previous",
		"r": "repeat", ".": "where", "l": "line", "+": "louder", "=": "louder", "\x1b[A": "louder", "\x1bOA": "louder",
		"-": "softer", "\x1b[B": "softer", "\x1bOB": "softer", "?": "keys", "q": "quit", "\x03": "interrupt",
		"nnp": "next next previous", "\x1b[C\x1b[D": "next previous",
		"\x1b": "", "\x1b[": "", "\x1b[15~": "", "\x1b[15~q": "quit", "xyz ": "toggle", "é.": "where", "\x1b[1;5Cq": "quit",
	} {
		var r recorder
		for _, do := range commandsOf(typed) {
			do(&r)
		}
		if got := strings.Join(r.done, " "); got != want {
			t.Errorf("%q does %q, want %q", typed, got, want)
		}
	}
}

// The help lists every key.
func TestKeysAreNamed(t *testing.T) {
	if got := len(Keys()); got != len(keys) || !strings.HasPrefix(Keys()[0], "space ") {
		t.Errorf("%d lines: %q", got, Keys())
	}
	if n := reflect.TypeFor[Controls]().NumMethod(); n < 15 {
		t.Errorf("%d controls", n)
	}
}
