package script

import (
	"cmp"
	"errors"
	"slices"
	"testing"
	"time"
)

// Resume returns a time at which no cue is cut, not later than its argument, and is
// idempotent.
func TestResumeCutsNothing(t *testing.T) {
	timeline := builtinTimeline(t)
	for at := time.Duration(0); at <= timeline.Length; at += 130 * time.Millisecond {
		from := timeline.Resume(at)
		if from > at || timeline.Resume(from) != from || at-from > 40*time.Second {
			t.Fatalf("left at %v it goes on at %v, and then at %v", at, from, timeline.Resume(from))
		}
		for _, c := range timeline.Cues {
			if c.Kind == Speech && c.At < from && from < c.End() {
				t.Errorf("left at %v it goes on at %v, inside of %q", at, from, c.Text)
			}
			if c.Kind.IsPhase() && c.At < from && from < c.End() {
				t.Errorf("left at %v it goes on at %v, inside of a breath", at, from)
			}
		}
	}
}

func TestResume(t *testing.T) {
	s := time.Second
	timeline := &Timeline{Length: 60 * s, Cues: []Cue{
		{At: 0, Length: 6 * s, Kind: Bell},
		{At: 4 * s, Length: 2 * s, Kind: Speech},
		{At: 10 * s, Length: 4 * s, Kind: Inhale},
		{At: 13 * s, Length: 3 * s, Kind: Speech},
		{At: 14 * s, Length: 6 * s, Kind: Exhale},
		{At: 20 * s, Length: 4 * s, Kind: Inhale},
		{At: 24 * s, Length: 6 * s, Kind: Exhale},
	}}
	for at, want := range map[time.Duration]time.Duration{
		0: 0, 3 * s: 3 * s, 5 * s: 4 * s, 6 * s: 6 * s, 8 * s: 8 * s,
		11 * s: 10 * s, 15 * s: 10 * s, 20 * s: 20 * s, 27 * s: 20 * s, 30 * s: 30 * s, 50 * s: 50 * s,
	} {
		if got := timeline.Resume(at); got != want {
			t.Errorf("left at %v it goes on at %v, want %v", at, got, want)
		}
	}
}

func TestChapters(t *testing.T) {
	s := time.Second
	timeline := &Timeline{Length: 60 * s, Chapters: []Chapter{{At: 0, Title: "Opening"}, {At: 20 * s, Title: "Cobra", Stretch: "Cobra"}, {At: 40 * s, Title: "Closing"}}}
	for at, want := range map[time.Duration][3]time.Duration{ // previous, repeat, next
		0: {0, 0, 20 * s}, 2 * s: {0, 0, 20 * s}, 10 * s: {0, 0, 20 * s},
		20 * s: {0, 20 * s, 40 * s}, 22 * s: {0, 20 * s, 40 * s}, 24 * s: {20 * s, 20 * s, 40 * s},
		41 * s: {20 * s, 40 * s, 41 * s}, 59 * s: {40 * s, 40 * s, 59 * s},
	} {
		next, ok := timeline.Next(at)
		if got := [3]time.Duration{timeline.Previous(at), timeline.Repeat(at), next}; got != want || ok != (at < 40*s) {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
	if at, err := timeline.Find(" cobra"); at != 20*s || err != nil {
		t.Errorf("found at %v, %v", at, err)
	}
	timeline.Chapters[1].Title = "Cobra (1/2)"
	for _, name := range []string{"Cobra", "cobra (1/2)"} {
		if at, err := timeline.Find(name); at != 20*s || err != nil {
			t.Errorf("%s found at %v, %v", name, at, err)
		}
	}
	var choice *ChoiceError
	if _, err := timeline.Find("Cobro"); !errors.As(err, &choice) || choice.Near != "Cobra" {
		t.Errorf("error %v", err)
	}
}

func TestStatusAt(t *testing.T) {
	timeline := builtinTimeline(t)
	seen := map[Kind]bool{}
	for at := time.Duration(0); at < timeline.Length; at += time.Second {
		m := timeline.StatusAt(at)
		if m.Chapter < 0 || m.Line == "" || m.Phase == "" && m.Number > 0 || m.Number > m.Count {
			t.Fatalf("at %v: %+v", at, m)
		}
		seen[m.Phase] = true
	}
	if !seen[Inhale] || !seen[Exhale] || !seen[""] {
		t.Errorf("phases %v", seen)
	}
}

// builtinTimeline returns a small session with every kind of cue.
func builtinTimeline(t *testing.T) *Timeline {
	t.Helper()
	tl := &Timeline{Chapters: []Chapter{{Title: "Opening"}}}
	add := func(c Cue) {
		c.At = tl.Length
		tl.Cues = append(tl.Cues, c)
		tl.Length = c.End()
	}
	add(Cue{Length: 4 * time.Second, Kind: Bell, Bell: OpeningBell})
	for _, name := range []string{"Cobra", "Cat-Cow"} {
		tl.Length += 3 * time.Second
		tl.Chapters = append(tl.Chapters, Chapter{At: tl.Length, Title: name, Stretch: name})
		add(Cue{Length: 1500 * time.Millisecond, Kind: Speech, Text: name, Stretch: name})
		tl.Length += time.Second
		for n := range 4 {
			at := tl.Length
			for _, k := range []Kind{Inhale, HoldTone, Exhale, RestTone} {
				add(Cue{Length: 3 * time.Second, Kind: k, Number: n + 1, Count: 4, Stretch: name})
			}
			tl.Cues = append(tl.Cues, Cue{At: at + time.Second, Length: 2 * time.Second, Kind: Speech, Text: "Slowly.", Stretch: name})
		}
	}
	tl.Length += 5 * time.Second
	slices.SortStableFunc(tl.Cues, func(a, b Cue) int { return cmp.Compare(a.At, b.At) })
	return tl
}
