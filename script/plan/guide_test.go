package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"respite/script"
	"respite/script/routines"
	"respite/script/stock"
)

// backRelief returns the default session, with a voice that has every line.
func backRelief(t *testing.T, o Options) Guide {
	t.Helper()
	r, err := routines.Open(routines.Default, "")
	if err != nil {
		t.Fatal(err)
	}
	phrases, err := stock.For("en")
	if err != nil {
		t.Fatal(err)
	}
	v := Voice{Lengths: Estimated("en"), Phrases: phrases}
	tl, err := Build(r, o, v)
	if err != nil {
		t.Fatal(err)
	}
	return Guide{Timeline: tl, Voice: v}
}

func said(tl *script.Timeline) (texts []string) {
	for _, c := range tl.Cues {
		texts = append(texts, c.Text)
	}
	return texts
}

// A jump to another chapter first says the way out of the current pose, and then the
// move into the position in which the chapter begins.
func TestLeaveSaysTheWayOut(t *testing.T) {
	g := backRelief(t, Options{})
	tl := g.Timeline
	for at := time.Duration(0); at < tl.Length; at += 1700 * time.Millisecond {
		for _, to := range tl.Chapters {
			d := g.Leave(at, to.At)
			lines := said(d)
			pose := slices.IndexFunc(tl.Poses, func(p script.Pose) bool { return p.At <= at && at < p.End() })
			if pose >= 0 && (len(lines) < len(tl.Poses[pose].Out) || !slices.Equal(lines[:len(tl.Poses[pose].Out)], tl.Poses[pose].Out)) {
				t.Fatalf("left at %s in %s for %s: %q, want first %q", at, tl.Poses[pose].Stretch, to.Title, lines, tl.Poses[pose].Out)
			}
			if pose >= 0 && to.Position != "" && to.Position != tl.Poses[pose].Position {
				if want := g.Voice.Phrases.Move(tl.Poses[pose].Position, to.Position); !slices.Contains(lines, want) {
					t.Fatalf("left at %s in %s for %s: %q does not lead to %q", at, tl.Poses[pose].Stretch, to.Title, lines, to.Position)
				}
				if last := d.Cues[len(d.Cues)-1]; d.Length-last.End() < 8*time.Second {
					t.Fatalf("only %s to get into another position", d.Length-last.End())
				}
			}
		}
	}
}

// After a pause the way back into the pose is said, with time to get there, and the
// session continues with a whole breath.
func TestReturn(t *testing.T) {
	g := backRelief(t, Options{})
	var inDose int
	for at := time.Duration(0); at < g.Timeline.Length; at += 1300 * time.Millisecond {
		d, from := g.Return(at)
		if from > at {
			t.Fatalf("paused at %s it goes on at %s", at, from)
		}
		for _, c := range g.Timeline.Cues {
			if c.Kind.IsPhase() && c.At < from && from < c.End() || c.Kind.IsPhase() && c.Kind != script.Inhale && c.At == from {
				t.Fatalf("paused at %s it goes on at %s, inside of a breath", at, from)
			}
		}
		if len(d.Cues) == 0 {
			continue
		}
		inDose++
		last := d.Cues[len(d.Cues)-1]
		if d.Length-last.End() < 5*time.Second || last.Text != last.Stretch {
			t.Fatalf("paused at %s: %q, then %s", at, said(d), d.Length-last.End())
		}
	}
	if inDose < 100 {
		t.Errorf("the way back was said %d times", inDose)
	}
}

func TestLastLine(t *testing.T) {
	g := backRelief(t, Options{})
	for i, c := range g.Timeline.Cues {
		if c.Kind != script.Speech {
			continue
		}
		for _, at := range []time.Duration{c.At, c.At + c.Length/2, c.End() + 100*time.Millisecond} {
			if got := said(g.LastLine(at)); !slices.Equal(got, []string{c.Text}) {
				t.Errorf("cue %d: the last line at %s is %q, want %q", i, at, got, c.Text)
			}
		}
	}
	if d := g.LastLine(0); len(d.Cues) != 0 {
		t.Errorf("before the first line: %q", said(d))
	}
}

// The times of announcements, added up by hand: 0.15 s at both ends, a line of 1 s, 4 s to
// get out of a pose, 1.5 s between lines, 10 s for a move; 0.8 s and 6 s on the way back.
func TestTimesOfAnnouncements(t *testing.T) {
	const s = time.Second
	breath := func(from time.Duration, n int) []script.Cue {
		return []script.Cue{{At: from, Length: 4 * s, Kind: script.Inhale, Number: n}, {At: from + 4*s, Length: 6 * s, Kind: script.Exhale, Number: n}}
	}
	tl := &script.Timeline{
		Length:   100 * s,
		Chapters: []script.Chapter{{Title: "Opening"}, {At: 10 * s, Stretch: "A", Position: "stomach"}, {At: 50 * s, Stretch: "B", Position: "back"}},
		Poses:    []script.Pose{{At: 20 * s, Length: 20 * s, Stretch: "A", Out: []string{"Up."}, Position: "stomach"}, {At: 60 * s, Length: 20 * s, Stretch: "B", Position: "back"}},
		Cues:     slices.Concat(breath(20*s, 1), breath(30*s, 2)),
	}
	g := Guide{Timeline: tl, Voice: Voice{Phrases: phrases, Lengths: func(string) []time.Duration { return []time.Duration{s} }}}
	times := func(d *script.Timeline) string {
		var b strings.Builder
		for _, c := range d.Cues {
			fmt.Fprintf(&b, "%s %s, ", c.At, c.Text)
		}
		return b.String() + d.Length.String()
	}
	for _, c := range []struct {
		at, to time.Duration
		want   string
	}{
		{25 * s, 50 * s, "150ms Up., 6.65s Roll over slowly onto your back., 17.8s"},
		{20 * s, 50 * s, "150ms Up., 6.65s Roll over slowly onto your back., 17.8s"},
		{20*s - 1, 50 * s, "150ms Lie down on your back., 11.3s"}, // maybe not yet on the stomach
		{40 * s, 50 * s, "150ms Roll over slowly onto your back., 11.3s"},
		{50 * s, 50 * s, "150ms Roll over slowly onto your back., 11.3s"},
		{50*s + 1, 50 * s, "150ms Lie down on your back., 11.3s"},
		{45 * s, 10 * s, "300ms"},
		{25 * s, 30 * s, "300ms"}, // the same pose
		{25 * s, 20 * s, "300ms"},
		{25 * s, 40 * s, "150ms Up., 5.3s"},
		{25 * s, 0, "150ms Up., 5.3s"},
		{25 * s, -1, "150ms Up., 5.3s"},
	} {
		if got := times(g.Leave(c.at, c.to)); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.at, c.to, got, c.want)
		}
	}
	for at, want := range map[time.Duration]string{
		25 * s: "20s: 150ms Come back into position., 1.95s A, 9.1s", 40*s - 1: "30s: 150ms Come back into position., 1.95s A, 9.1s", 45 * s: "45s: 300ms",
	} {
		if d, from := g.Return(at); fmt.Sprintf("%s: %s", from, times(d)) != want {
			t.Errorf("back at %s: %s: %s, want %s", at, from, times(d), want)
		}
	}
}

// Where says the stretch and the minutes left, with lines from the stock phrases.
func TestWhere(t *testing.T) {
	phrases, err := stock.For("en")
	if err != nil {
		t.Fatal(err)
	}
	tl := &script.Timeline{Length: 20 * time.Minute, Chapters: []script.Chapter{{Title: "Cobra (1/2)", Stretch: "Cobra"}}}
	g := Guide{Timeline: tl, Voice: Voice{Lengths: Estimated("en"), Phrases: phrases}}
	for left, want := range map[time.Duration]string{
		20 * time.Minute: "More than ten minutes left.", 10 * time.Minute: "About ten minutes left.",
		4*time.Minute + 20*time.Second: "About four minutes left.", time.Minute: "About one minute left.",
		59 * time.Second: "Less than one minute left.", 0: "Less than one minute left.",
	} {
		if got := said(g.Where(tl.Length - left)); !slices.Equal(got, []string{"Cobra", want}) {
			t.Errorf("%v left: %q", left, got)
		}
	}
	g.Voice = Voice{Lengths: func(string) []time.Duration { return nil }}
	if got := said(g.Where(0)); len(got) != 0 {
		t.Errorf("a voice without the lines says %q", got)
	}
}
