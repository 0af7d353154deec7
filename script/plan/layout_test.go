package plan

import (
	"testing"
	"time"

	"respite/script"
)

// layoutOf returns a layout of six breaths of 4 s + 6 s with lines at the given times, in
// ms from and to. The line x takes a second.
func layoutOf(lines ...[2]time.Duration) *layout {
	const ms, s = time.Millisecond, time.Second
	d := &dose{cycle: cycle{{script.Inhale, 4 * s}, {script.Exhale, 6 * s}}, breaths: 6}
	for _, l := range lines {
		d.lines = append(d.lines, placed{from: l[0] * ms, to: l[1] * ms})
	}
	return &layout{planner: &planner{known: map[string][]time.Duration{"x": {s}}}, dose: d}
}

type between = [2]time.Duration // ms

// A cue ends 0.7 to 2 s before its phase and 0.8 s before another line. A mandatory one
// ends 0.5 to 2 s before it and 0.4 s before another line if that is possible, and else
// earlier.
func TestCues(t *testing.T) {
	for _, c := range []struct {
		at        time.Duration // ms
		line      between
		cue, must time.Duration // when it begins, in ms; -1: not at all
	}{
		{20000, between{50000, 51000}, 18300, 18300},
		{20000, between{18800, 20000}, 17000, 17000},
		{20000, between{18799, 20000}, -1, 17350}, // in steps of 50 ms
		{20000, between{18400, 20000}, -1, 17000},
		{20000, between{18399, 20000}, -1, 16999},
		{1500, between{50000, 51000}, -1, 0},
		{1499, between{50000, 51000}, -1, -1700}, // before the dose
		{0, between{50000, 51000}, -1700, -1700}, // the first phase
		{0, between{-1700, -700}, -3500, -3500},  // before another line
		{1499, between{-1700, -700}, -1, -3500},  // no room
		{1499, between{0, 1000}, -1, -1800},      // at the start
	} {
		for must, want := range map[bool]time.Duration{false: c.cue, true: c.must} {
			l := layoutOf(c.line)
			if must {
				l.mustCue(c.at*time.Millisecond, "x")
			} else if placed := l.cue(c.at*time.Millisecond, "x"); placed != (want != -1) {
				t.Errorf("a cue for %d ms next to %d: placed %t", c.at, c.line, placed)
			}
			if last := l.dose.lines[len(l.dose.lines)-1]; (want != -1 || must) && last.from != want*time.Millisecond {
				t.Errorf("a cue for %d ms next to %d, mandatory %t, begins at %s, want %d ms", c.at, c.line, must, last.from, want)
			}
		}
	}
}

// No line begins during the last half second of a tone.
func TestMayBegin(t *testing.T) {
	for at, want := range map[time.Duration]bool{0: true, 3499: true, 3500: false, 3999: false, 4000: true, 9499: true, 9500: false,
		10000: true, 13500: false, 59499: true, 59999: false, 60000: true, -1: true} {
		if got := layoutOf().mayBegin(at * time.Millisecond); got != want {
			t.Errorf("at %d ms: %t", at, got)
		}
	}
}

// The first second of at least half of the breaths has no words: of six breaths, three may
// have some.
func TestBreathsBeginWithoutWords(t *testing.T) {
	l := layoutOf(between{0, 500}, between{10000, 10500}, between{20000, 20500})
	for words, want := range map[between]bool{{29000, 30000}: true, {29000, 30001}: false, {30000, 30500}: false, {30999, 32000}: false, {31000, 32000}: true, {-1, 5}: false} {
		if got := l.isFree(words[0]*time.Millisecond, words[1]*time.Millisecond, 0); got != want {
			t.Errorf("%d ms: %t", words, got)
		}
	}
	if l := layoutOf(between{0, 500}, between{10000, 10500}); !l.isFree(30*time.Second, 31*time.Second, 0) {
		t.Error("a third breath cannot begin with words")
	}
}

// A tip is as near to its time as the lines around it allow, within its bounds.
func TestNearest(t *testing.T) {
	for _, c := range []struct {
		from, until, want time.Duration // ms; -1: no room
	}{{0, 60000, 31800}, {0, 32800, 31800}, {0, 32799, 27700}, {27700, 32799, 27700}, {27701, 32799, -1}} {
		l := layoutOf(between{29500, 31000})
		const ms = time.Millisecond
		placed := l.nearest(30*time.Second, c.from*ms, c.until*ms, cueGap, "x")
		if last := l.dose.lines[len(l.dose.lines)-1]; placed != (c.want != -1) || placed && last.from != c.want*ms {
			t.Errorf("from %d to %d ms: placed %t, the last line is at %s, want %d ms", c.from, c.until, placed, last.from, c.want)
		}
	}
}
