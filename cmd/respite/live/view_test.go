package live

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// cobra is a view in the middle of a session.
var cobra = view{
	title: "Back relief", chapter: 2, stretch: "Cobra", next: "Windshield Wiper", line: "Look up toward the ceiling.",
	breath: breath{phase: script.Inhale, full: 0.5, number: 3, count: 8},
	at:     250 * time.Second, ends: 330 * time.Second, length: 615 * time.Second, hasKeys: true,
}

// plainLines returns the lines without control sequences for bold text.
func plainLines(lines []string) string {
	return regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(strings.Join(lines, "\n")+"\n", "")
}

func TestView(t *testing.T) {
	t.Setenv("LC_ALL", "C.UTF-8")
	for columns, want := range map[int]string{
		100: `
              Back relief                                                   ? for keys

              Cobra                                                          1:20 left
              Look up toward the ceiling.


              breathe in   █████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁   3 of 8

              then  Windshield Wiper
              4:10  ━━━━━━━━━━━━━━━━━━━━━━╸────────────────────────────────  6:05 left
`,
		40: `
 Back relief                 ? for keys

 Cobra                        1:20 left
 Look up toward the ceiling.




 in    ███████████▌▁▁▁▁▁▁▁▁▁▁▁   3 of 8

 then  Windshield Wiper
 4:10  ━━━━━━━━╸────────────  6:05 left
`,
	} {
		if got := plainLines(cobra.lines(columns, 25)); got != want && got != want[1:] {
			t.Errorf("%d columns:\n%s\nwant\n%s", columns, got, want)
		}
	}
}

// Special states of the view.
func TestViewShows(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*view)
		want   string
	}{
		"pause":              {func(v *view) { v.paused = true }, "\n    paused\n"},
		"hold":               {func(v *view) { v.breath.phase = script.HoldTone }, "\n    hold  "},
		"rest":               {func(v *view) { v.breath.phase = script.RestTone }, "\n    hold, empty"},
		"note":               {func(v *view) { v.note = "volume 90 %" }, "\n    volume 90 %\n"},
		"keys":               {func(v *view) { v.keys = true }, "\n    space     pause, or continue\n"},
		"last key":           {func(v *view) { v.keys = true }, "\n    Ctrl-C    stop at once\n"},
		"title as last line": {func(v *view) { v.line = "Cobra" }, "1:20 left\n\n\n"},
		"last stretch":       {func(v *view) { v.next = "" }, "\n\n    4:10 "},
	} {
		v := cobra
		c.change(&v)
		if got := plainLines(v.lines(80, 24)); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in\n%s", name, c.want, got)
		}
	}
}

// The list of keys is complete, with as many lines as necessary.
func TestKeysAreShownWhole(t *testing.T) {
	v := cobra
	v.keys = true
	for _, columns := range []int{100, 80, 40, 30} {
		got := strings.Join(strings.Fields(plainLines(v.lines(columns, 50))), " ")
		for _, k := range keys {
			if want := k.name + " " + k.about; !strings.Contains(got, want) {
				t.Errorf("%d columns: %q is not whole in %s", columns, want, got)
			}
		}
	}
	if n := len(v.lines(40, 24)); n > 24 {
		t.Errorf("at 40 columns the view with its keys takes %d lines", n)
	}
}

// The view has the same height in every state, so that nothing moves.
func TestViewIsCalm(t *testing.T) {
	want := len(cobra.lines(80, 24))
	for _, change := range []func(*view){
		func(v *view) { v.line = strings.Repeat("long ", 100) }, func(v *view) { v.line = "" }, func(v *view) { v.next = "" },
		func(v *view) { v.breath = breath{} }, func(v *view) { v.paused = true }, func(v *view) { v.note = "note" },
	} {
		v := cobra
		change(&v)
		if got := len(v.lines(80, 24)); got != want {
			t.Errorf("%d lines, want %d", got, want)
		}
	}
}

// The view fits on the terminal with any content.
func TestViewFits(t *testing.T) {
	for _, text := range []string{"", "x", strings.Repeat("long ", 50), "下を向いた犬のポーズ", "é́́́", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"} {
		for columns := 1; columns < 130; columns++ {
			v := view{title: text, stretch: text, line: text + ".", next: text, at: time.Hour, ends: 2 * time.Hour, length: 4 * time.Hour,
				breath: breath{phase: script.RestTone, number: 10, count: 12}, hasKeys: true, keys: columns%2 == 0}
			lines := v.lines(columns, 24)
			if len(lines) > 24 {
				t.Fatalf("%d lines", len(lines))
			}
			for _, line := range strings.Split(plainLines(lines), "\n") {
				if got := width(line); got > columns {
					t.Fatalf("%q takes %d of %d columns", line, got, columns)
				}
			}
		}
	}
}

// The bar fills during the inhale and empties during the exhale.
func TestBreathAt(t *testing.T) {
	const s = time.Second
	timeline := &script.Timeline{Length: 20 * s, Cues: []script.Cue{
		{At: 1 * s, Length: 4 * s, Kind: script.Inhale, Number: 1, Count: 2},
		{At: 5 * s, Length: 2 * s, Kind: script.HoldTone, Number: 1, Count: 2},
		{At: 7 * s, Length: 4 * s, Kind: script.Exhale, Number: 1, Count: 2},
		{At: 11 * s, Length: 2 * s, Kind: script.RestTone, Number: 1, Count: 2},
	}}
	for at, want := range map[time.Duration]breath{
		0:      {},
		2 * s:  {script.Inhale, 0.25, 1, 2},
		6 * s:  {script.HoldTone, 1, 1, 2},
		8 * s:  {script.Exhale, 0.75, 1, 2},
		12 * s: {script.RestTone, 0, 1, 2},
		15 * s: {},
	} {
		if got := breathAt(timeline, at); got != want {
			t.Errorf("at %v: %+v, want %+v", at, got, want)
		}
	}
}
