package samples_test

import (
	"os"
	"path/filepath"
	"testing"

	"respite/samples"
)

func TestAmbiences(t *testing.T) {
	for _, name := range samples.Ambiences() {
		c, err := samples.Ambience(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Samples)%c.Rate != 0 || c.Length().Seconds() < 10 {
			t.Errorf("%s: %v long, want whole seconds, 10 or more", name, c.Length())
		}
		if name == "rain" && c.Length().Seconds() < 60 {
			t.Errorf("rain: comes again after %v, want a minute at least", c.Length())
		}
		if peak := peakOf(c.Samples); peak > -3 {
			t.Errorf("%s: the peak is %.1f dBFS, want at most -3", name, peak)
		}
		if seamClicks(c.Samples) {
			t.Errorf("%s: the loop clicks at its seam", name)
		}
	}
	if _, err := samples.Ambience("sea"); err == nil {
		t.Error("there is an ambience that is not listed")
	}
}

// Tones, bells and ambiences leave most of the size limit to the voices.
func TestSizeOfSynthesisedSound(t *testing.T) {
	total := int64(0)
	for _, pattern := range []string{"tones/*/*", "bells/*", "ambiences/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			total += info.Size()
		}
	}
	if total > 6e6 {
		t.Errorf("%d bytes, want 6 MB at most", total)
	}
}
