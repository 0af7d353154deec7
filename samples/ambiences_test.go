package samples_test

import (
	"testing"

	"respite/samples"
)

func TestAmbiences(t *testing.T) {
	total := 0
	for _, name := range samples.Ambiences() {
		c, err := samples.Ambience(name)
		if err != nil {
			t.Fatal(err)
		}
		total += 2 * len(c.Samples)
		if len(c.Samples)%c.Rate != 0 || c.Length().Seconds() < 10 {
			t.Errorf("%s: %v long, want whole seconds, 10 or more", name, c.Length())
		}
		if peak := peakOf(c.Samples); peak > -3 {
			t.Errorf("%s: the peak is %.1f dBFS, want at most -3", name, peak)
		}
		if seamClicks(c.Samples) {
			t.Errorf("%s: the loop clicks at its seam", name)
		}
	}
	if total > 3e6 {
		t.Errorf("%d bytes, want 3 MB at most", total)
	}
	if _, err := samples.Ambience("sea"); err == nil {
		t.Error("there is an ambience that is not listed")
	}
}
