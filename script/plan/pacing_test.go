package plan

import (
	"fmt"
	"strings"
	"testing"

	"respite/script"
)

// The times of a whole session at the usual pace, added up by hand from the pauses of
// pacing.go. A word takes half a second and a breath 4 s + 6 s.
func TestTimesOfASession(t *testing.T) {
	text := "opening: [One., Two.]\nclosing: [Rest., Done.]\n" + inStretch("hold: 30s\nsetup: [Sit., Down.]") + "- {name: B, hold: 2 breaths, from: back}\n"
	for g, want := range map[Guidance]string{
		Full: "0 opening, 3 One., 6 Two., 9 When, 15.5 inhale, 19.5 exhale, " + // the breath of the lesson ends at 25.5
			"28.2 change, 30.2 A, 33.2 Sit., 36.2 Down., " + // the pose is reached 8 s later, at 44.7
			"48.4 Take, 51.4 inhale, 55.4 exhale, 61.4 inhale, 65.4 exhale, 72.2 Slowly, " + // until 74.7, 30 s later
			"78.2 change, 80.2 B, 83.2 Lie, " + // until 85.7, and 10 s for the move
			"92.7 Take, 95.7 inhale, 99.7 exhale, 105.7 inhale, 109.7 exhale, 116.5 Slowly, " +
			"122.5 Rest., 125.5 Done., 129 ending, 140 end", // a bell of 9 s, and 2 s of silence
		Brief: "0 opening, 3 One., 5.3 Two., 7.6 When, 14.1 inhale, 18.1 exhale, " +
			"26.8 change, 28.8 A, 31.1 Sit., 33.4 Down., " + // 8 s later, at 41.9, the pose is reached
			"48.6 inhale, 52.6 exhale, 58.6 inhale, 62.6 exhale, 69.4 Slowly, " + // until 71.9
			"75.4 change, 77.4 B, 79.7 Lie, " +
			"92.2 inhale, 96.2 exhale, 102.2 inhale, 106.2 exhale, 113 Slowly, " +
			"119 Rest., 121.3 Done., 124.8 ending, 135.8 end",
	} {
		tl := built(t, text, Options{Guidance: g})
		var got strings.Builder
		for _, c := range tl.Cues {
			what := string(c.Kind)
			switch c.Kind {
			case script.Speech:
				what, _, _ = strings.Cut(c.Text, " ")
			case script.Bell:
				what = string(c.Bell)
			}
			fmt.Fprintf(&got, "%g %s, ", c.At.Seconds(), what)
		}
		fmt.Fprintf(&got, "%g end", tl.Length.Seconds())
		if got.String() != want {
			t.Errorf("%s:\n got %s\nwant %s", g, &got, want)
		}
	}
}

// No pause becomes shorter than its least length, even at the tightest pace, and its most
// is what the loosest pace makes of it.
func TestPausesHaveBounds(t *testing.T) {
	for i, p := range []pause{lineGap, sectionGap, moveTime, changeTime, settleTime, settleAlone, rehearsed, briefGap, endingLead} {
		usual, least, most := float64(p.usual), float64(p.least), float64(p.most)
		if least < tightest*usual || least > usual || most != loosest*usual {
			t.Errorf("pause %d: %s, at least %s and at most %s", i, p.usual, p.least, p.most)
		}
		if p.at(tightest) != least || p.at(usualPace) != usual || p.at(loosest) != most || p.at(9) != most {
			t.Errorf("pause %d: %.0f, %.0f and %.0f ns", i, p.at(tightest), p.at(usualPace), p.at(loosest))
		}
	}
}
