//go:build linux

package main

import (
	"encoding/binary"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"respite/audio/tooltest"
)

// short is a session of about 25 seconds with all kinds of sound.
const short = `title: Short
stretches:
  - {name: Cobra, hold: 1 breath, settle: 1s}
`

var shortFlags = []string{"--guidance=quiet", "--breath=2s/2s"}

// On both backends, the speakers play exactly what render writes. On a busy machine there may
// be gaps, which are counted and excluded from the comparison.
func TestPlayIsWhatRenderWrites(t *testing.T) {
	t.Parallel()
	routine, want := renderRoutine(t, short)
	for backend, env := range backends() {
		t.Run(backend, func(t *testing.T) {
			t.Parallel()
			comparePlayed(t, backend, env, routine, want)
		})
	}
}

// The same holds while eight programs with low priority keep the machine busy. Underruns are
// reported and do not fail the test, because other programs may be running.
func TestPlayOnABusyMachine(t *testing.T) {
	tooltest.Slow(t)
	routine, want := renderRoutine(t, short)
	keepBusy(t)
	for backend, env := range backends() {
		t.Run(backend, func(t *testing.T) {
			t.Parallel()
			comparePlayed(t, backend, env, routine, want)
		})
	}
}

// comparePlayed plays a routine and compares the output with the rendered file.
func comparePlayed(t *testing.T, backend string, env func(*speakers) []string, routine string, want []frame16) {
	t.Helper()
	s := newSpeakers(t)
	cmd := exec.Command("respite", append([]string{"play", "-v", routine}, shortFlags...)...)
	cmd.Env = env(s)
	text, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if !strings.Contains(string(text), " frames through "+backend+",") {
		t.Errorf("not through %s: %s", backend, text)
	}
	faults, gaps := compare(s.recording(), want)
	t.Logf("%s%d gaps were heard", text, gaps)
	for _, fault := range faults {
		t.Error(fault)
	}
}

// keepBusy keeps the cores busy until the test ends.
func keepBusy(t *testing.T) {
	for range 8 {
		loop := exec.Command("nice", "sh", "-c", "while :; do :; done")
		if err := loop.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { end(loop) })
	}
}

// wavData returns the data chunk of a WAV file.
func wavData(b []byte) []byte {
	for b = b[12:]; string(b[:4]) != "data"; {
		size := binary.LittleEndian.Uint32(b[4:])
		b = b[8+size+size%2:]
	}
	return b[8:][:binary.LittleEndian.Uint32(b[4:])]
}

// compare checks that the recording contains the expected frames in order, from the first to
// the last, with only a few gaps.
func compare(heard, want []frame16) (faults []string, gaps int) {
	var pieces []excerpt
	for _, e := range excerptsOf(heard, want) {
		if e = widened(e, heard, want); len(pieces) == 0 || e != pieces[len(pieces)-1] {
			pieces = append(pieces, e)
		}
	}
	if len(pieces) == 0 {
		return []string{"nothing of the session was heard"}, 0
	}
	first, last := pieces[0], pieces[len(pieces)-1]
	if first.at != 0 || last.at+last.length != len(want) {
		faults = append(faults, fmt.Sprintf("%d of %d frames are missing at the head, %d at the tail", first.at, len(want), len(want)-last.at-last.length))
	}
	lost := 0
	for i, e := range pieces[1:] {
		before := pieces[i]
		missing := e.at - before.at - before.length
		if missing < 0 {
			faults = append(faults, fmt.Sprintf("frame %d is heard after frame %d", e.at, before.at+before.length))
		}
		lost += max(missing, 0)
	}
	if lost > len(want)/10 {
		faults = append(faults, fmt.Sprintf("%d of %d frames are lost", lost, len(want)))
	}
	rest := slices.Concat(heard[:first.heard], heard[last.heard+last.length:])
	if i := slices.IndexFunc(rest, func(f frame16) bool { return f != frame16{} }); i >= 0 {
		faults = append(faults, fmt.Sprintf("%v is heard outside of the session", rest[i]))
	}
	return faults, len(pieces) - 1
}

// widened extends an excerpt by adjacent frames that also match the session.
func widened(e excerpt, heard, want []frame16) excerpt {
	same := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < len(heard) && j < len(want) && apart(heard[i], want[j]) <= 1
	}
	for same(e.heard-1, e.at-1) {
		e.heard, e.at, e.length = e.heard-1, e.at-1, e.length+1
	}
	e.length = 0
	for same(e.heard+e.length, e.at+e.length) {
		e.length++
	}
	return e
}

func TestCompare(t *testing.T) {
	session := noise(44100)
	silence := make([]frame16, 5000)
	late := slices.Concat(silence, session[:20000], silence, session[20000:], silence)
	for name, c := range map[string]struct {
		heard []frame16
		good  bool
		gaps  int
	}{
		"whole":            {slices.Concat(silence, session, silence), true, 0},
		"a gap":            {late, true, 1},
		"a tenth lost":     {slices.Concat(session[:20000], silence[:4000], session[25000:]), false, 1},
		"no head":          {slices.Concat(silence, session[100:]), false, 0},
		"no tail":          {slices.Concat(silence, session[:44000], silence), false, 0},
		"another order":    {slices.Concat(session[20000:], session[:20000]), false, 1},
		"sound after that": {slices.Concat(session, []frame16{{1, 1}}), false, 0},
		"nothing":          {silence, false, 0},
	} {
		faults, gaps := compare(c.heard, session)
		if (len(faults) == 0) != c.good || gaps != c.gaps {
			t.Errorf("%s: %d gaps, %q", name, gaps, faults)
		}
	}
}
