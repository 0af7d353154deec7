//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples"
)

// A works is a working voice, and other takes of all its lines.
type works struct {
	routine, old string // file and folder
	first, takes string // existing and new recordings
	lines        int
	said, other  string // sound of the voice before and after an import
}

func newWorks(t *testing.T) works {
	t.Helper()
	w := works{routine: writeOwn(t), old: filepath.Join(t.TempDir(), "voice")}
	first, _, lines := recordings(t, w.routine, 0)
	w.first, w.lines = first, len(lines)
	w.takes = t.TempDir()
	for i := range lines {
		name := fmt.Sprintf("%03d.wav", i+1)
		b, err := os.ReadFile(filepath.Join(first, name))
		if err != nil {
			t.Fatal(err)
		}
		clip, err := wav.DecodeClip(b)
		if err != nil {
			t.Fatal(err)
		}
		for k, x := range clip.Samples {
			clip.Samples[k] = max(-x, -x-1) // inverted
		}
		if err := os.WriteFile(filepath.Join(w.takes, name), wav.EncodeClip(clip), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run1(t, "respite", w.importInto(w.old, first)...)
	w.said = w.saidBy(t, w.old)
	imported := w.copy(t)
	run1(t, "respite", w.importInto(imported, w.takes)...)
	if w.other = w.saidBy(t, imported); w.other == w.said {
		t.Fatal("the takes are the same")
	}
	return w
}

func (w works) importInto(voice, takes string) []string {
	return []string{"voice", "import", takes, "--accept", "--name", voice, "--routine", w.routine}
}

// copy copies the voice.
func (w works) copy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "voice")
	if err := os.CopyFS(dir, os.DirFS(w.old)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// saidBy returns the sound of all lines of a voice. All of them must exist.
func (w works) saidBy(t *testing.T, voice string) string {
	t.Helper()
	v, err := samples.OpenVoice(voice)
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, l := range v.Manifest().Lines {
		clip, _, err := v.Say(l.Text, 0)
		if err != nil {
			t.Fatalf("the voice is damaged: %v", err)
		}
		all.Write(wav.EncodeClip(clip))
	}
	if n := len(v.Manifest().Lines); n != w.lines {
		t.Fatalf("%d lines of %d are left", n, w.lines)
	}
	return all.String()
}

// check checks that the voice is the old or the new one.
func (w works) check(t *testing.T, voice string) {
	t.Helper()
	if said := w.saidBy(t, voice); said != w.said && said != w.other {
		t.Error("some lines are of before, and some are new")
	}
}

// An import that is killed at any file leaves the voice unchanged, and the next import removes
// the leftovers.
func TestAKilledImportDamagesNothing(t *testing.T) {
	t.Parallel()
	w := newWorks(t)
	killed := 0
	for until := 0; until <= w.lines; until++ {
		voice := w.copy(t)
		cmd := exec.Command("respite", w.importInto(voice, w.takes)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = cmd.Wait()
		}()
		for wait := true; wait && len(filesIn(t, voice)) <= w.lines+1+until; {
			select {
			case <-ended:
				wait = false
			case <-time.After(100 * time.Microsecond):
			}
		}
		_ = cmd.Process.Kill()
		<-ended
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			killed++
		}
		w.check(t, voice)
		run1(t, "respite", w.importInto(voice, w.first)...)
		if said := w.saidBy(t, voice); said != w.said {
			t.Error("the next import is not whole")
		}
		if left := filesIn(t, voice); len(left) != w.lines+1 {
			t.Errorf("killed at %d files, and the next import leaves %q", until, left)
		}
	}
	if killed == 0 {
		t.Error("no import was killed before it had ended")
	}
}

func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// If the disk becomes full at any file, the voice stays unchanged.
func TestAnImportOnAFullDiskDamagesNothing(t *testing.T) {
	t.Parallel()
	tooltest.Need(t, "unshare")
	w := newWorks(t)
	full := 0
	for _, part := range []int{0, 20, 50, 90} { // % of the space for the new lines
		kept := filepath.Join(t.TempDir(), "kept")
		old := diskSize(w.old)
		script := fmt.Sprintf(`mount -t tmpfs -o size=%dk tmpfs "$1" || exit 99
cp -r "$2" "$1/v" || exit 98
shift 2
"$@"; code=$?
cp -r "$D/v" "$KEPT"
exit $code`, old+old*part/100)
		disk := t.TempDir()
		cmd := exec.Command("unshare", slices.Concat([]string{"-rm", "sh", "-c", script, "sh", disk, w.old, "respite"}, w.importInto(filepath.Join(disk, "v"), w.takes))...)
		cmd.Env = append(os.Environ(), "D="+disk, "KEPT="+kept)
		out, err := cmd.CombinedOutput()
		switch code := cmd.ProcessState.ExitCode(); {
		case code == 99 && os.Geteuid() != 0:
			t.Skipf("no file system can be mounted here: %s", out)
		case code == 1 && strings.Contains(string(out), "no space left on device"):
			full++
		case code != 0:
			t.Fatalf("%d %%: %v: %s", part, err, out)
		}
		w.check(t, kept)
		if left := filesIn(t, kept); len(left) != w.lines+1 {
			t.Errorf("%d %%: %q are left", part, left)
		}
	}
	if full < 3 {
		t.Errorf("the disk was full %d times", full)
	}
}
