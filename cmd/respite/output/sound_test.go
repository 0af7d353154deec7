package output

import (
	"testing"

	"respite/audio/tag"
)

// Unlisted counts the chapters beyond the limit of a file type.
func TestUnlistedChapters(t *testing.T) {
	for name, want := range map[string]int{"x.mp3": 45, "x.M4A": 45, "x.flac": 0, "x.opus": 0, "x.wav": 0} {
		if got := (Sound{Name: name}).Unlisted(300); got != want {
			t.Errorf("%s: %d of 300 are not listed, want %d", name, got, want)
		}
		if got := (Sound{Name: name}).Unlisted(tag.MostListed); got != 0 {
			t.Errorf("%s: %d of %d are not listed", name, got, tag.MostListed)
		}
	}
}
