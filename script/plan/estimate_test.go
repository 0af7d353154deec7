package plan

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
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
