//go:build linux

package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"respite/audio/play"
)

// short is a session of about 25 seconds, with everything that sounds.
const short = `title: Short
stretches:
  - {name: Cobra, hold: 1 breath, settle: 1s}
`

var shortFlags = []string{"--guidance=quiet", "--breath=2s/2s"}

// players are the programs that a session is played with: one for each
// backend that can be had here.
func players(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{play.Backend: "respite"}
	if play.Backend == "oto" {
		out := filepath.Join(t.TempDir(), "respite-pulse")
		build := exec.Command("go", "build", "-o", out, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if text, err := build.CombinedOutput(); err != nil {
			t.Fatalf("go build: %v\n%s", err, text)
		}
		all["pulse"] = out
	}
	return all
}

// What comes out of the speakers is what render writes, on both backends.
func TestPlayIsWhatRenderWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a session")
	}
	t.Parallel()
	routine, want := renderRoutine(t, short)
	for backend, program := range players(t) {
		t.Run(backend, func(t *testing.T) {
			t.Parallel()
			for _, fault := range compare(hear(t, program, routine), want) {
				t.Error(fault)
			}
		})
	}
}

// And it is when the machine is busy. How long a program may have to wait for
// its turn then has no bound, so a gap is an error when it is there three times.
func TestPlayOnABusyMachine(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a session")
	}
	routine, want := renderRoutine(t, short)
	keepBusy(t)
	for backend, program := range players(t) {
		t.Run(backend, func(t *testing.T) {
			t.Parallel()
			var faults []string
			for range 3 {
				if faults = compare(hear(t, program, routine), want); faults == nil {
					return
				}
				t.Log(faults)
			}
			t.Error(faults)
		})
	}
}

// hear plays a routine and returns what the speakers got.
func hear(t *testing.T, program, routine string) []frame16 {
	t.Helper()
	s := newSpeakers(t)
	cmd := exec.Command(program, append([]string{"play", "-v", routine}, shortFlags...)...)
	cmd.Env = s.env()
	text, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	t.Logf("%s", text)
	return s.recording()
}

// keepBusy keeps both cores busy until the test ends.
func keepBusy(t *testing.T) {
	for range 2 {
		loop := exec.Command("sh", "-c", "while :; do :; done")
		if err := loop.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { end(loop) })
	}
}

// wavData is what the data chunk of a WAV file holds.
func wavData(b []byte) []byte {
	for b = b[12:]; string(b[:4]) != "data"; {
		size := binary.LittleEndian.Uint32(b[4:])
		b = b[8+size+size%2:]
	}
	return b[8:][:binary.LittleEndian.Uint32(b[4:])]
}

// compare holds all of what was heard to what was wanted: it is all there, in
// one piece, and nothing else is.
func compare(heard, want []frame16) (faults []string) {
	at := align(heard, want)
	if at < 0 || at+len(want) > len(heard) {
		return []string{fmt.Sprintf("%d of %d frames are missing at the head, %d at the tail",
			max(-at, 0), len(want), max(at+len(want)-len(heard), 0))}
	}
	wrong := 0
	for i, f := range want {
		if apart(f, heard[at+i]) > 1 {
			if wrong++; wrong == 1 {
				faults = append(faults, fmt.Sprintf("frame %d is %v, want %v", i, heard[at+i], f))
			}
		}
	}
	if wrong > 0 {
		faults = append(faults, fmt.Sprintf("%d of %d frames are wrong", wrong, len(want)))
	}
	rest := slices.Concat(heard[:at], heard[at+len(want):])
	if i := slices.IndexFunc(rest, func(f frame16) bool { return f != frame16{} }); i >= 0 {
		faults = append(faults, fmt.Sprintf("%v is heard outside of the session", rest[i]))
	}
	return faults
}
