package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"respite/audio"
	"respite/audio/wav"
	"respite/samples"
)

// own is a routine whose lines, including respite's own, are in a bundled voice.
const own = "title: Own\nstretches: [{name: Cobra, hold: 20s}]\n"

// recordings writes the lines of the routine as separate files, and as one take with pauses.
// The take may leave out one line.
func recordings(t *testing.T, routine string, leaveOut int) (folder, take string, lines []string) {
	t.Helper()
	lines = linesOf(t, routine)
	voice, err := samples.OpenVoice(samples.DefaultVoice)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	long := audio.Clip{Rate: samples.VoiceRate}
	pause := make([]int16, samples.VoiceRate*3/2)
	for i, line := range lines {
		c, _, err := voice.Say(line, 0)
		if err != nil {
			t.Fatal(err)
		}
		if i+1 != leaveOut {
			long.Samples = append(append(long.Samples, pause...), c.Samples...)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.wav", i+1)), wav.EncodeClip(c), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	take = filepath.Join(t.TempDir(), "take.wav")
	long.Samples = append(long.Samples, pause...)
	if err := os.WriteFile(take, wav.EncodeClip(long), 0o666); err != nil {
		t.Fatal(err)
	}
	return folder, take, lines
}

// linesOf returns the lines that respite voice lines prints for a routine and flags.
func linesOf(t testing.TB, args ...string) (lines []string) {
	t.Helper()
	out, err := exec.Command("respite", append([]string{"voice", "lines", "--csv"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		lines = append(lines, row[1])
	}
	return lines
}

// respite runs the command and returns its output, and whether it failed.
func respite(args ...string) (said string, failed bool) {
	out, err := exec.Command("respite", args...).CombinedOutput()
	return string(out), err != nil
}

func writeOwn(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "own.yaml")
	if err := os.WriteFile(file, []byte(own), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// A take or a folder of files becomes a voice that has all lines of the routine.
func TestImport(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	routine := writeOwn(t)
	folder, take, lines := recordings(t, routine, 0)
	for name, from := range map[string]string{"anna": take, "bert": folder, filepath.Join(t.TempDir(), "a", "voice"): take} {
		if said, failed := respite("voice", "import", from, "--name", name, "--routine", routine); failed || !strings.Contains(said, fmt.Sprintf("all %d are there: respite render %s --voice=%s", len(lines), routine, name)) {
			t.Fatalf("%s: %s", name, said)
		}
		if said, failed := respite("voice", "check", name, routine); failed {
			t.Errorf("%s: %s", name, said)
		}
		if said, failed := respite("show", routine, "--voice", name); failed {
			t.Errorf("%s: %s", name, said)
		}
	}
	said, failed := respite("voice", "import", filepath.Join(folder, "002.wav"), "--line", "2", "--name", "anna", "--routine", routine)
	if failed || !strings.Contains(said, "lines added: 1") {
		t.Error(said)
	}
}

// A take with doubts is shown and adds nothing. With --accept, it is added as it was matched.
func TestImportOfADoubtfulTake(t *testing.T) {
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	xdg.Reload()
	routine := writeOwn(t)
	_, take, _ := recordings(t, routine, 2)
	said, failed := respite("voice", "import", take, "--name", "anna", "--routine", routine)
	again := "or take it as it is: respite voice import " + take + " --name=anna --routine=" + routine + " --accept\n"
	if !failed || !strings.Contains(said, "doubtful: ") || !strings.Contains(said, "nothing was written") || !strings.Contains(said, again) {
		t.Error(said)
	}
	if n := strings.Count(said, "\n"); n > 12 {
		t.Errorf("the places are buried in %d lines: %s", n, said)
	}
	if left, _ := os.ReadDir(data); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if said, failed := respite("voice", "import", take, "--accept", "--name", "anna", "--routine", routine); failed {
		t.Error(said)
	}
}

// A file whose sound does not match its number is rejected.
func TestImportOfSwappedLines(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	routine := writeOwn(t)
	folder, _, _ := recordings(t, routine, 0)
	three, four, aside := filepath.Join(folder, "003.wav"), filepath.Join(folder, "004.wav"), filepath.Join(folder, "aside")
	for _, move := range [][2]string{{three, aside}, {four, three}, {aside, four}} {
		if err := os.Rename(move[0], move[1]); err != nil {
			t.Fatal(err)
		}
	}
	said, failed := respite("voice", "import", folder, "--name", "anna", "--routine", routine)
	if !failed || !strings.Contains(said, "it sounds more like") || !strings.Contains(said, "nothing was written") {
		t.Error(said)
	}
}
