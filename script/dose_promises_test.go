package script

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A run is one dose as it was laid: its tones, breath by breath.
type run []Cue

func (r run) start() time.Duration { return r[0].At }
func (r run) end() time.Duration   { return r[len(r)-1].End() }

// breaths counts the inhales.
func (r run) breaths() int {
	n := 0
	for _, c := range r {
		if c.Kind == Inhale {
			n++
		}
	}
	return n
}

// runs are the doses of a stretch: one, or one for each side of a hold. The
// tones of a dose are numbered, those of a way in or out are not.
func (s session) runs(stretch string) []run {
	var out []run
	for _, c := range s.timeline.Cues {
		if c.Stretch != stretch || c.Number == 0 {
			continue
		}
		if c.Kind == Inhale && c.Number == 1 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], c)
	}
	return out
}

func checkStretch(t *testing.T, s session, st *Stretch) {
	runs := s.runs(st.Name)
	perRound := 1
	if st.Dose.Motion == Hold {
		perRound = max(1, len(st.Sides))
	}
	want := perRound * int(max(s.options.Rounds, 1))
	if len(runs) != want {
		t.Errorf("%s has %d doses, want %d", st.Name, len(runs), want)
		return
	}
	for i, r := range runs {
		checkWholeBreaths(t, st, r)
		checkRange(t, st, r)
		first := runs[i-i%perRound]
		if r.breaths() != first.breaths() || r.end()-r.start() != first.end()-first.start() {
			t.Errorf("%s: the sides differ: %d breaths, %d before", st.Name, r.breaths(), first.breaths())
		}
		if st.Dose.Motion == Flow {
			checkFlow(t, s, st, r)
		} else {
			checkHold(t, s, st, r, i)
		}
	}
	checkBeforeTheDose(t, s, st, runs[0])
	checkBreathLines(t, s, st)
	checkMoves(t, s, st)
}

// checkWholeBreaths: in, out, in, out, each phase where the last one ended.
func checkWholeBreaths(t *testing.T, st *Stretch, r run) {
	want := Inhale
	for i, c := range r {
		if i > 0 && c.At != r[i-1].End() {
			t.Errorf("%s: a gap before the %s at %s", st.Name, c.Kind, c.At)
		}
		if c.Kind == HoldTone || c.Kind == RestTone {
			continue
		}
		if c.Kind != want {
			t.Errorf("%s: %s at %s, want %s", st.Name, c.Kind, c.At, want)
		}
		want = map[Kind]Kind{Inhale: Exhale, Exhale: Inhale}[c.Kind]
	}
	if want != Inhale {
		t.Errorf("%s ends within a breath", st.Name)
	}
}

func checkRange(t *testing.T, st *Stretch, r run) {
	d := st.Dose
	if n := r.breaths(); d.Breaths[1] > 0 && (n < d.Breaths[0] || n > d.Breaths[1]) {
		t.Errorf("%s: %d breaths are not in %v", st.Name, n, d.Breaths)
	}
	if l := r.end() - r.start(); d.Time[1] > 0 && (l < d.Time[0] || l > d.Time[1]) {
		t.Errorf("%s: %s is not in %v", st.Name, l, d.Time)
	}
	if st.Dose.Motion == Flow && len(st.Sides) > 0 && r.breaths()%2 != 0 {
		t.Errorf("%s: %d breaths for two sides", st.Name, r.breaths())
	}
}

// checkFlow: lines begin with their phase and end before it does; the first
// two breaths of each side have theirs in full.
func checkFlow(t *testing.T, s session, st *Stretch, r run) {
	for _, c := range s.of(Speech) {
		if c.End() <= r.start() || c.At >= r.end() {
			continue
		}
		i := slices.IndexFunc(r, func(p Cue) bool { return p.At == c.At })
		if i < 0 || c.End() > r[i].End() {
			t.Errorf("%s: %q at %s begins with no phase or does not end with it", st.Name, c.Text, c.At)
		}
	}
	full := 2 * max(1, len(st.Sides))
	breath := -1
	for _, p := range r {
		if p.Kind == Inhale {
			breath++
		}
		line := map[Kind]Line{Inhale: st.Flow.Inhale, Exhale: st.Flow.Exhale}[p.Kind]
		if breath >= full || line == (Line{}) {
			continue
		}
		want := line.on(st.sideOf(breath))
		if c := s.after(p.At, Speech); c.At != p.At || c.Text != want {
			t.Errorf("%s: breath %d says %q with its %s, want %q", st.Name, breath+1, c.Text, p.Kind, want)
		}
	}
}

// checkHold: what is said lies inside the hold, and what counts breaths ends
// before the breath that it counts.
func checkHold(t *testing.T, s session, st *Stretch, r run, side int) {
	for _, c := range s.of(Speech) {
		if c.End() <= r.start() || c.At >= r.end() {
			continue
		}
		if c.At < r.start() || c.End() > r.end()-500*time.Millisecond {
			t.Errorf("%s: %q from %s to %s hangs out of the hold from %s to %s", st.Name, c.Text, c.At, c.End(), r.start(), r.end())
		}
		if counts := strings.Contains(c.Text, "last breath") || strings.Contains(c.Text, "more breaths"); counts {
			if gap := s.after(c.End(), Inhale).At - c.End(); gap < 500*time.Millisecond || gap > 2*time.Second {
				t.Errorf("%s: %q ends %s before the breath", st.Name, c.Text, gap)
			}
		}
	}
}

// checkBeforeTheDose: the whole set-up is said before the dose, with time to
// get into position.
func checkBeforeTheDose(t *testing.T, s session, st *Stretch, r run) {
	settle := 8 * time.Second
	if st.Settle > 0 {
		settle = st.Settle
	}
	for _, text := range texts(append(slices.Clone(st.Move), st.Setup...)) {
		c, ok := s.find(text)
		if !ok || strings.HasSuffix(text, string("Left.")) || strings.HasSuffix(text, "Right.") {
			continue
		}
		if c.End()+settle > r.start() && st.Settle == 0 || c.End() > r.start() {
			t.Errorf("%s: %q ends at %s, and the dose begins at %s", st.Name, text, c.End(), r.start())
		}
	}
	if line := s.lastLineBefore(r.start()); r.start()-line.End() < 500*time.Millisecond {
		t.Errorf("%s: %q ends %s before the dose", st.Name, line.Text, r.start()-line.End())
	}
}

func (s session) lastLineBefore(at time.Duration) (last Cue) {
	for _, c := range s.of(Speech) {
		if c.At < at {
			last = c
		}
	}
	return last
}

// checkBreathLines: a line that asks for a breath ends at least half a second
// before that breath's phase begins, and at most two.
func checkBreathLines(t *testing.T, s session, st *Stretch) {
	for _, p := range []struct {
		line Line
		kind Kind
	}{{st.Enter.Inhale, Inhale}, {st.Enter.Exhale, Exhale}, {st.Leave.Inhale, Inhale}, {st.Leave.Exhale, Exhale}} {
		for _, text := range texts([]Line{p.line}) {
			c, _ := s.find(text)
			if gap := s.after(c.End(), p.kind).At - c.End(); gap < 500*time.Millisecond || gap > 2*time.Second {
				t.Errorf("%s: %q ends %s before the %s", st.Name, text, gap, p.kind)
			}
		}
	}
}

// checkMoves: a change of position gets 10 s before anything else is asked
// for, a line of the set-up 2 s.
func checkMoves(t *testing.T, s session, st *Stretch) {
	for _, m := range []struct {
		lines []Line
		least time.Duration
	}{{st.Move, 10 * time.Second}, {st.Setup, min(2*time.Second, max(st.Settle, time.Second))}} {
		for _, text := range texts(m.lines) {
			c, ok := s.find(text)
			if gap := s.after(c.End()).At - c.End(); ok && gap < m.least {
				t.Errorf("%s: only %s after %q", st.Name, gap, text)
			}
		}
	}
}
