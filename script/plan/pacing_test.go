package plan

import (
	"fmt"
	"strings"
	"testing"

	"respite/script"
)

// The times of whole sessions at the usual pace, added up by hand from the pauses of
// pacing.go. A word takes half a second and a breath 4 s + 6 s.
func TestTimesOfASession(t *testing.T) {
	two := "opening: [One., Two.]\nclosing: [Rest., Done.]\n" + inStretch("hold: 30s\nsetup: [Sit., Down.]") + "- {name: B, hold: 2 breaths, from: back}\n"
	sides := inStretch("hold: 2 x 2 breaths, rest 15s\nsides: [right, left]\nsetup: [{right: Bend right., left: Bend left.}, Both.]\nrelease: [Up., Stand.]")
	flow := inStretch("flow: 2 breaths\nsetup: Sit.\nrehearse: {inhale: Rise., exhale: Sink.}\nretain: {empty: 5s, full: 6s}\nrelease: Still.")
	for _, c := range []struct {
		text     string
		guidance Guidance
		want     string
	}{
		{two, Full, "0 opening, 3 One., 6 Two., 9 When, 15.5 inhale, 19.5 exhale, " + // the breath of the lesson ends at 25.5
			"28.2 change, 30.2 A, 33.2 Sit., 36.2 Down., " + // the pose is reached 8 s later, at 44.7
			"48.4 Take, 51.4 inhale, 55.4 exhale, 61.4 inhale, 65.4 exhale, 72.2 Slowly, " + // until 74.7, 30 s later
			"78.2 change, 80.2 B, 83.2 Lie, " + // until 85.7, and 10 s for the move
			"92.7 Take, 95.7 inhale, 99.7 exhale, 105.7 inhale, 109.7 exhale, 116.5 Slowly, " +
			"122.5 Rest., 125.5 Done., 129 ending, 140 end, " + // a bell of 9 s, and 2 s of silence
			"A from 33.2 to 74.7, B from 95.7 to 119, chapters at 0, 28.2, 78.2, 122.5"},
		{two, Brief, "0 opening, 3 One., 5.3 Two., 7.6 When, 14.1 inhale, 18.1 exhale, " +
			"26.8 change, 28.8 A, 31.1 Sit., 33.4 Down., " + // 8 s later, at 41.9, the pose is reached
			"48.6 inhale, 52.6 exhale, 58.6 inhale, 62.6 exhale, 69.4 Slowly, " + // until 71.9
			"75.4 change, 77.4 B, 79.7 Lie, " +
			"92.2 inhale, 96.2 exhale, 102.2 inhale, 106.2 exhale, 113 Slowly, " +
			"119 Rest., 121.3 Done., 124.8 ending, 135.8 end, " +
			"A from 31.1 to 71.9, B from 92.2 to 115.5, chapters at 0, 26.8, 75.4, 119"},
		{sides, Brief, "0 opening, 3 When, 9.5 inhale, 13.5 exhale, 22.2 change, 24.2 A, 26.5 Right, 29.8 Bend, 32.6 Both., " +
			"41.1 inhale, 45.1 exhale, 51.1 inhale, 55.1 exhale, 61.9 Up., " + // until 62.4, and 15 s of rest
			"64.2 Rest, 74.9 One, 77.4 inhale, 81.4 exhale, 87.4 inhale, 91.4 exhale, 98.2 Up., 100.5 Stand., " +
			"102.8 Now, 110.8 Bend, " + // 6 s to change the side, twice
			"117.8 inhale, 121.8 exhale, 127.8 inhale, 131.8 exhale, 138.6 Up., " +
			"140.9 Rest, 151.6 One, 154.1 inhale, 158.1 exhale, 164.1 inhale, 168.1 exhale, 174.9 Up., 177.2 Stand., " +
			"180.7 ending, 191.7 end, Aright from 29.8 to 101, Aleft from 110.8 to 177.7, chapters at 0, 22.2"},
		{flow, Brief, "0 opening, 3 When, 9.5 inhale, 13.5 exhale, 22.2 change, 24.2 A, 26.5 Sit., 28.8 Rise., 31.1 Sink., " + // 8 s after Sit., at 35
			"33.8 Inhale., 35 inhale, 37.8 Exhale., 39 exhale, 43.8 Inhale., 45 inhale, 47.8 Exhale., 49 exhale, " +
			"55 rest, 58.8 Inhale., 60 inhale, 62.8 Hold., 64 hold, 68.8 Exhale., 70 exhale, 76.8 Still., " +
			"80.3 ending, 91.3 end, A from 26.5 to 77.3, chapters at 0, 22.2"},
	} {
		if got := times(built(t, c.text, Options{Guidance: c.guidance})); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.guidance, got, c.want)
		}
	}
}

// times returns the start of each cue, its end, the poses, and the starts of the chapters.
func times(tl *script.Timeline) string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	for _, c := range tl.Cues {
		what := string(c.Kind)
		switch c.Kind {
		case script.Speech:
			what, _, _ = strings.Cut(c.Text, " ")
		case script.Bell:
			what = string(c.Bell)
		}
		add("%g %s", c.At.Seconds(), what)
	}
	add("%g end", tl.Length.Seconds())
	for _, p := range tl.Poses {
		add("%s%s from %g to %g", p.Stretch, p.Side, p.At.Seconds(), p.End().Seconds())
	}
	for i, c := range tl.Chapters {
		add("%s%g", map[bool]string{true: "chapters at "}[i == 0], c.At.Seconds())
	}
	return strings.Join(list, ", ")
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
