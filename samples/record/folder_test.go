package record

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/mastering"
)

// reading returns a take of a text. Different seeds give different sound.
func reading(text string, seed uint64) Reading {
	return Reading{text, takeOf(testsound.Speech(samples.VoiceRate, 0.1*float64(len(text)), 0.2, seed))}
}

var anna = samples.Manifest{Name: "anna", Language: "en"}

// An import that fails at any file leaves the voice unchanged.
func TestAFailedImportDamagesNothing(t *testing.T) {
	texts := []string{"One line.", "Another line.", "A third line."}
	first, second := []Reading{}, []Reading{}
	for i, text := range texts {
		first, second = append(first, reading(text, uint64(i))), append(second, reading(text, uint64(i+10)))
	}
	other := t.TempDir()
	if err := Add(t.Context(), other, anna, second); err != nil {
		t.Fatal(err)
	}
	for blocked := range files(t, other) { // a folder of that name cannot be replaced
		dir := t.TempDir()
		if err := Add(t.Context(), dir, anna, first); err != nil {
			t.Fatal(err)
		}
		before := files(t, dir)
		if blocked == manifestFile {
			continue
		}
		if err := os.MkdirAll(filepath.Join(dir, blocked, "x"), 0o700); err != nil {
			t.Fatal(err)
		}
		err := Add(t.Context(), dir, anna, second)
		os.RemoveAll(filepath.Join(dir, blocked))
		if err == nil || !maps.Equal(before, files(t, dir)) {
			t.Errorf("blocked at %s: error %v, the folder holds %q", blocked, err, slices.Sorted(maps.Keys(files(t, dir))))
		}
	}
}

// A second import replaces the lines that it contains, keeps the others, and leaves no unused
// files.
func TestAddReplacesLines(t *testing.T) {
	dir := t.TempDir()
	for _, readings := range [][]Reading{{reading("One line.", 1), reading("Another line.", 2)}, {reading("One line.", 3), reading("A third line.", 4)}} {
		if err := Add(t.Context(), dir, anna, readings); err != nil {
			t.Fatal(err)
		}
	}
	v, err := samples.NewVoice(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"One line.", "Another line.", "A third line."} {
		if _, _, err := v.Say(text, 0); err != nil {
			t.Error(err)
		}
	}
	if got := files(t, dir); len(got) != 4 {
		t.Errorf("the folder holds %q", slices.Sorted(maps.Keys(got)))
	}
}

// Whatever file names an old manifest contains, nothing outside of the folder is removed.
func TestNothingOutsideIsRemoved(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "voice")
	outside := filepath.Join(top, "mine.wav")
	for _, err := range []error{os.Mkdir(dir, 0o700), os.WriteFile(outside, []byte("mine"), 0o600), os.Mkdir(filepath.Join(dir, "sub"), 0o700)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	inside := filepath.Join(dir, "sub", "mine.wav")
	if err := os.WriteFile(inside, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := anna
	for _, file := range []string{"../mine.wav", outside, "sub/mine.wav", "..", ".", ""} {
		m.Lines = append(m.Lines, samples.Line{Text: file, File: file, Frames: 1})
	}
	b, _ := json.Marshal(m)
	if err := os.WriteFile(filepath.Join(dir, manifestFile), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := recordAs(t.Context(), polly, dir, Wanted{Text: "One line."}); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{outside, inside} {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
}

// A manifest that is a pipe, a folder or too large is rejected without waiting.
func TestOddManifests(t *testing.T) {
	for name, set := range map[string]func(file string) error{
		"a pipe":   mkfifo,
		"a folder": func(file string) error { return os.Mkdir(file, 0o700) },
		"huge": func(file string) error {
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				return err
			}
			return os.Truncate(file, 1<<40)
		},
		"no JSON": func(file string) error { return os.WriteFile(file, []byte("{"), 0o600) },
	} {
		dir := t.TempDir()
		if err := set(filepath.Join(dir, manifestFile)); err != nil {
			t.Skip(err)
		}
		if err := Add(t.Context(), dir, anna, []Reading{reading("One line.", 1)}); err == nil || !strings.Contains(err.Error(), manifestFile) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A take that is a pipe is rejected without waiting. An interrupt ends the reading of a long
// take.
func TestOddTakes(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "take.wav")
	if err := mkfifo(pipe); err == nil {
		if _, err := OpenTake(t.Context(), pipe); err == nil || !strings.Contains(err.Error(), pipe+": not a regular file") {
			t.Errorf("a pipe: error %v", err)
		}
	}
	long := filepath.Join(t.TempDir(), "long.wav")
	if err := os.WriteFile(long, wav.EncodeClip(audio.Clip{Rate: samples.VoiceRate, Samples: make([]int16, samples.VoiceRate*60)}), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := OpenTake(ctx, long); err != context.Canceled {
		t.Errorf("interrupted: error %v", err)
	}
	if take, err := OpenTake(t.Context(), long); err != nil || take.Seconds() != 60 {
		t.Errorf("error %v", err)
	}
}

// If ffmpeg is installed, takes in the containers of phones can be read.
func TestTakesInOtherContainers(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	dir := t.TempDir()
	take := filepath.Join(dir, "take.wav")
	clip, err := mastering.Line(testsound.Speech(24000, 2, 0.3, 1), 24000, mastering.Natural)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(take, wav.EncodeClip(clip), 0o600); err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, name := range []string{"take.m4a", "take.ogg", "take.opus", "take.mka", "take.aiff", "take.caf"} {
		files = append(files, filepath.Join(dir, name))
	}
	if out, err := exec.Command("ffmpeg", append([]string{"-v", "error", "-i", take}, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, file := range files {
		take, err := OpenTake(t.Context(), file)
		if err != nil || take.Seconds() < 1.9 || take.Seconds() > 2.3 {
			t.Errorf("%s: error %v", filepath.Base(file), err)
		}
	}
}
