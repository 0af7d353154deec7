package plan

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The estimate agrees with the recordings of the bundled voices: within 10 percent for
// most lines, and within 5 percent for all lines together.
func TestEstimatedIsNearTheVoices(t *testing.T) {
	files, err := filepath.Glob("../../samples/voices/*/manifest.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no voices: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var voice struct {
			Language string
			Lines    []struct {
				Text   string
				Frames float64
			}
		}
		if err := json.Unmarshal(b, &voice); err != nil {
			t.Fatal(err)
		}
		const rate = 22050
		lengths := Estimated(voice.Language)
		var near int
		var want, got float64
		for _, l := range voice.Lines {
			g, w := lengths(l.Text)[0].Seconds(), l.Frames/rate
			got, want = got+g, want+w
			if math.Abs(g-w) <= 0.1*w {
				near++
			}
		}
		if math.Abs(got-want) > 0.05*want || near < len(voice.Lines)/2 {
			t.Errorf("%s: %.0f s for %.0f s, %d of %d lines within 10 percent", file, got, want, near, len(voice.Lines))
		}
	}
}

// By hand, in English: 0.44 s for the line, 19 letters of 0.051 s, 5 words of 0.114 s, two
// commas of 1.146 s and two ends of sentences inside of the line of 1.23 s. A language
// without its own figures has those of all.
func TestEstimateOfALine(t *testing.T) {
	for language, want := range map[string]time.Duration{"en": 6731 * time.Millisecond, "en-GB": 6731 * time.Millisecond, "sw": 5878 * time.Millisecond} {
		if got := Estimated(language)("One, two, three. Four. Five."); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %s, want %s", language, got, want)
		}
	}
}
