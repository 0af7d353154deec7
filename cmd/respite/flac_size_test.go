//go:build linux

package main

import (
	"os"
	"path/filepath"
	"testing"

	"respite/audio/tooltest"
)

// A session is at most 3 % larger as FLAC than the output of flac, for every ambience and bit
// depth.
func TestFLACIsAboutAsSmallAsFlac(t *testing.T) {
	tooltest.Slow(t)
	tooltest.Need(t, "flac")
	dir := t.TempDir()
	ours, wav, theirs := filepath.Join(dir, "x.flac"), filepath.Join(dir, "x.wav"), filepath.Join(dir, "y.flac")
	for _, c := range [][2]string{{"pad", "16"}, {"rain", "24"}, {"none", "16"}, {"none", "24"}} {
		for _, file := range []string{ours, wav} {
			run1(t, "respite", "render", "--only", "cobra", "--length", "2m30s", "--ambience", c[0], "--bits", c[1], "-o", file)
		}
		run1(t, "flac", "-5", "--silent", "--force", "--no-padding", "-o", theirs, wav)
		if got, want := sizeOf(t, ours), sizeOf(t, theirs); got > 1.03*want || got < 0.9*want {
			t.Errorf("%s, %s bit: %.0f bytes, flac -5 makes %.0f", c[0], c[1], got, want)
		}
	}
}

func sizeOf(t *testing.T, file string) float64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return float64(info.Size())
}
