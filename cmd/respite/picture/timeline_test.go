package picture

import (
	"bytes"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rivo/uniseg"

	"respite/script"
)

// session is a small timeline with a line, a bell, and two breaths, one of them with a double
// inhale.
func session() *script.Timeline {
	s := time.Second
	return &script.Timeline{
		Title: "Übung <1> 呼吸", Length: 150 * s,
		Chapters: []script.Chapter{{At: 0, Title: "Opening"}, {At: 10 * s, Title: "伸展和呼吸的长标题伸展和呼吸的长标题"}, {At: 14 * s, Title: "next"}},
		Cues: []script.Cue{
			{At: 1 * s, Length: 2 * s, Kind: script.Speech, Text: "Welcome."},
			{At: 10 * s, Length: 6 * s, Kind: script.Bell, Bell: script.ChangeBell},
			{At: 20 * s, Length: 4 * s, Kind: script.Inhale}, {At: 24 * s, Length: 6 * s, Kind: script.Exhale},
			{At: 30 * s, Length: 3 * s, Kind: script.Inhale}, {At: 33 * s, Length: 1 * s, Kind: script.Sip},
			{At: 34 * s, Length: 2 * s, Kind: script.HoldTone}, {At: 36 * s, Length: 6 * s, Kind: script.Exhale},
		},
	}
}

// TestBreath: the lungs are full at the end of an inhale and empty at the end of an exhale.
func TestBreath(t *testing.T) {
	want := []Turn{{20, 0}, {24, 1}, {30, 0}, {33, sipped}, {34, 1}, {36, 1}, {42, 0}}
	got := Breath(session())
	if len(got) != len(want) {
		t.Fatalf("%v, not %v", got, want)
	}
	for i, w := range want {
		if got[i].At != w.At*time.Second || math.Abs(got[i].Level-w.Level) > 1e-9 {
			t.Errorf("turn %d is %v, not %v", i, got[i], w)
		}
	}
}

// TestChart draws a session with special characters, and an empty one.
func TestChart(t *testing.T) {
	for _, c := range []Chart{
		{Timeline: session(), Bed: "rain", Loudness: []float64{-60, math.Inf(-1), -16, 3}, Safety: "stop & rest"},
		{Timeline: &script.Timeline{Title: "empty"}},
		{Timeline: &script.Timeline{Title: "long", Length: 9 * time.Hour}},
	} {
		d := c.Draw()
		wellFormed(t, c.Timeline.Title, d.SVG())
		for _, s := range d.shapes {
			for _, line := range s.paths {
				for _, p := range line {
					if !(p.x >= 0 && p.x <= d.Width && p.y >= 0 && p.y <= d.Height) {
						t.Fatalf("%s: %v is not on the sheet", c.Timeline.Title, p)
					}
				}
			}
		}
		var b bytes.Buffer
		if err := d.WritePNG(&b, 1, true); err != nil {
			t.Fatal(err)
		}
		if img, err := png.Decode(&b); err != nil || img.Bounds().Dx() != 800 {
			t.Errorf("%s: %v", c.Timeline.Title, err)
		}
	}
}

// TestStrip: no line is wider than the terminal, and titles stand at their times.
func TestStrip(t *testing.T) {
	for _, cells := range []int{20, 40, 80, 211} {
		var b strings.Builder
		if err := WriteStrip(&b, session(), cells); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if w := uniseg.StringWidth(strings.TrimRight(line, "\n")); w > cells {
				t.Errorf("%d cells: %q has %d", cells, line, w)
			}
		}
	}
	var b strings.Builder
	_ = WriteStrip(&b, session(), 80)
	lines := strings.Split(b.String(), "\n")
	if got := lines[2]; got != " ━━       ◆" {
		t.Errorf("speech at second 1, a bell at second 10: %q", got)
	}
	if breath := []rune(lines[1]); breath[23] != '█' || breath[20] != '▁' || breath[10] != ' ' {
		t.Errorf("the breath is %q", lines[1])
	}
}
