package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/samples"
)

// Two runs of the program make the same files, and these are the bundled ones. This finds
// manual changes of the files, and changes of the program without a run. Make test leaves
// out the second run.
func TestBundledFilesAreThese(t *testing.T) {
	outs := []string{t.TempDir(), t.TempDir()}
	if !tooltest.Thorough() {
		outs = outs[:1]
	}
	for _, out := range outs {
		if err := write(out); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range recipes() {
		made := read(t, outs[0], r.path)
		if len(outs) > 1 && !bytes.Equal(made, read(t, outs[1], r.path)) {
			t.Errorf("%s differs at the second run", r.path)
		}
		if !same(t, made, read(t, "../../samples", r.path)) {
			t.Errorf("%s is not what this program makes: run go run ./cmd/synth", r.path)
		}
	}
}

// The folders of the recipes contain no other files.
func TestEveryBundledFileHasARecipe(t *testing.T) {
	known := map[string]bool{}
	for _, r := range recipes() {
		known[filepath.FromSlash(r.path)] = true
	}
	for _, pattern := range []string{"tones/*/*", "bells/*.wav", "ambiences/*.wav"} {
		found, err := filepath.Glob(filepath.Join("../../samples", pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		for _, path := range found {
			name, _ := filepath.Rel("../../samples", path)
			if !known[name] {
				t.Errorf("no recipe makes %s", name)
			}
		}
	}
}

func TestWriteReportsAFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := write(file); err == nil {
		t.Error("writing below a file gave no error")
	}
}

func read(t *testing.T, dir, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// same compares bytes on the architecture that made the bundled files. Elsewhere it allows a
// difference of one step, because sines and fused multiplications round differently.
func same(t *testing.T, a, b []byte) bool {
	t.Helper()
	if runtime.GOARCH == "amd64" || bytes.Equal(a, b) {
		return bytes.Equal(a, b)
	}
	x, y := decode(t, a), decode(t, b)
	if x.Rate != y.Rate || len(x.Samples) != len(y.Samples) {
		return false
	}
	for i := range x.Samples {
		if d := int(x.Samples[i]) - int(y.Samples[i]); d < -1 || d > 1 {
			return false
		}
	}
	return true
}

func decode(t *testing.T, wav []byte) audio.Clip {
	t.Helper()
	c, err := samples.Decode(wav)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
