package plan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A run is one set of a dose in the timeline: its tones, breath by breath.
type run []script.Cue

func (r run) start() time.Duration { return r[0].At }
func (r run) end() time.Duration   { return r[len(r)-1].End() }

// of returns the phases of a kind.
func (r run) of(kind script.Kind) (out []script.Cue) {
	for _, c := range r {
		if c.Kind == kind {
			out = append(out, c)
		}
	}
	return out
}

// runs returns the sets of a stretch. Only the tones of a dose are numbered.
func (s session) runs(stretch string) []run {
	var out []run
	for _, c := range s.timeline.Cues {
		if c.Stretch != stretch || c.Number == 0 {
			continue
		}
		if c.Kind == script.Inhale && c.Number == 1 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], c)
	}
	return out
}

func checkStretch(t *testing.T, s session, st *routine.Stretch) {
	runs := s.runs(st.Name)
	perRound := len(st.Passes()) * st.Dose.Times()
	want := perRound * int(max(s.options.Rounds, 1))
	if len(runs) != want {
		t.Errorf("%s has %d doses, want %d", st.Name, len(runs), want)
		return
	}
	for i, r := range runs {
		checkBreaths(t, s, st, r)
		checkRange(t, s, st, r)
		checkShares(t, st, r)
		checkWords(t, s, st, r)
		if first := runs[i-i%perRound]; len(r) != len(first) {
			t.Errorf("%s: the sides or sets differ: %d phases and %d", st.Name, len(r), len(first))
		}
	}
	checkBreathLines(t, s, st, runs)
}

// checkBreaths: breaths are whole, numbered, of the length of the session's breath or
// of the repetition, and each phase begins where the last one ended.
func checkBreaths(t *testing.T, s session, st *routine.Stretch, r run) {
	b := s.routine.Breath
	if s.options.Breath != (routine.Breath{}) {
		b = s.options.Breath
	}
	phases := []script.Kind{}
	length := map[script.Kind]time.Duration{script.Inhale: b.In, script.Sip: b.Sip, script.HoldTone: b.Hold, script.Exhale: b.Out, script.RestTone: b.Rest}
	for _, k := range []script.Kind{script.Inhale, script.Sip, script.HoldTone, script.Exhale, script.RestTone} {
		if length[k] > 0 {
			phases = append(phases, k)
		}
	}
	if len(r)%len(phases) != 0 {
		t.Errorf("%s: %d phases are no whole breaths", st.Name, len(r))
	}
	for i, c := range r {
		if i > 0 && c.At != r[i-1].End() || c.Kind != phases[i%len(phases)] || c.Number != i/len(phases)+1 || c.Count != len(r)/len(phases) {
			t.Errorf("%s: %s at %s is breath %d of %d", st.Name, c.Kind, c.At, c.Number, c.Count)
		}
		if st.Dose.Each == 0 && c.Length != length[c.Kind] {
			t.Errorf("%s: the %s at %s lasts %s, want %s", st.Name, c.Kind, c.At, c.Length, length[c.Kind])
		}
	}
	if st.Dose.Each > 0 && r.end()-r.start() != st.Dose.Each*time.Duration(r[0].Count) {
		t.Errorf("%s: %d repetitions of %s take %s", st.Name, r[0].Count, st.Dose.Each, r.end()-r.start())
	}
}

// checkRange: the number of breaths or the time in the pose is in its range. That time
// begins with the phase that reaches the pose or with the still time before the tones,
// and ends with the phase that leaves it or with the line that does.
func checkRange(t *testing.T, s session, st *routine.Stretch, r run) {
	if count := st.Dose.Count(); count[1] > 0 {
		if n := r[0].Count; n < count[0] || n > count[1] {
			t.Errorf("%s: %d breaths are not in %v", st.Name, n, count)
		}
		return
	}
	if st.Motion != routine.Hold {
		return // a flow in time has the nearest number of whole breaths
	}
	from, to := r.start(), r.end()
	switch {
	case !st.Enter.Exhale.IsEmpty():
		from = r.of(script.Exhale)[0].End()
	case !st.Enter.Inhale.IsEmpty():
		from = r.of(script.Inhale)[0].End()
	}
	exhales, inhales := r.of(script.Exhale), r.of(script.Inhale)
	switch {
	case !st.Leave.Inhale.IsEmpty():
		to = inhales[len(inhales)-1].At
	case !st.Leave.Exhale.IsEmpty():
		to = exhales[len(exhales)-1].At
	default:
		for _, c := range s.of(script.Speech) {
			if c.At >= r.end() {
				to = c.End()
				break
			}
		}
	}
	inPose, within := to-from, st.Dose.Time
	breath := (r.end() - r.start()) / time.Duration(r[0].Count)
	// The takes of a line differ in length. A dose that whole breaths do not fill has
	// still time before its tones: less than a breath, plus the difference of the ways
	// out on the two sides.
	const takes = 500 * time.Millisecond
	short, long := s.waysOut(st)
	if inPose > within[1]+takes || inPose < within[0]-takes && inPose+breath+long-short < within[0] {
		t.Errorf("%s: %s in the pose is not in %v", st.Name, inPose, within)
	}
}

// checkShares: in a flow the sides take turns in their order and get the same number
// of breaths.
func checkShares(t *testing.T, st *routine.Stretch, r run) {
	if st.Motion != routine.Flow || len(st.Sides) == 0 {
		return
	}
	var turns []script.Side
	for _, c := range r.of(script.Inhale) {
		if c.Side != "" {
			turns = append(turns, c.Side)
		}
	}
	if len(turns) == 0 || len(turns)%2 != 0 {
		t.Errorf("%s: %d breaths for two sides", st.Name, len(turns))
	}
	other := map[script.Side]script.Side{script.Right: script.Left, script.Left: script.Right}
	want := st.Sides[0]
	for _, side := range turns {
		if side != want {
			t.Errorf("%s: the sides come in the order %v", st.Name, turns)
			return
		}
		want = other[want]
	}
}

// isMust reports whether a line is said even without room for it.
func isMust(text string) bool {
	return strings.HasPrefix(text, "enter") || strings.HasPrefix(text, "leave")
}

// checkWords: no line begins in the last half second of a tone, and at least half of
// the breaths have no words in their first second.
func checkWords(t *testing.T, s session, st *routine.Stretch, r run) {
	covered := 0
	lines := slices.DeleteFunc(s.of(script.Speech), func(c script.Cue) bool { return c.End() <= r.start() || c.At >= r.end() || isMust(c.Text) })
	for _, c := range lines {
		for _, p := range r {
			if c.At > p.End()-500*time.Millisecond && c.At < p.End() {
				t.Errorf("%s: %q begins %s before the end of a tone", st.Name, c.Text, p.End()-c.At)
			}
		}
	}
	for _, p := range r.of(script.Inhale) {
		if slices.ContainsFunc(lines, func(c script.Cue) bool { return c.At < p.At+time.Second && c.End() > p.At }) {
			covered++
		}
	}
	if covered > r[0].Count/2 {
		t.Errorf("%s: %d of %d breaths begin under words", st.Name, covered, r[0].Count)
	}
	checkCounts(t, s, st, r)
}

// checkCounts: a line that counts breaths is correct, and ends before that breath.
func checkCounts(t *testing.T, s session, st *routine.Stretch, r run) {
	for _, c := range s.of(script.Speech) {
		if c.At < r.start() || c.At >= r.end() {
			continue
		}
		left := map[string]int{"One last breath.": 1, "Three more breaths.": 3}[c.Text]
		if left == 0 {
			continue
		}
		next := r.of(script.Inhale)[r[0].Count-left]
		if gap := next.At - c.End(); gap < 500*time.Millisecond || gap > 2500*time.Millisecond {
			t.Errorf("%s: %q ends %s before the breath that it counts", st.Name, c.Text, gap)
		}
	}
}

// checkBreathLines: a line for a breath ends at least half a second before its phase
// begins.
func checkBreathLines(t *testing.T, s session, st *routine.Stretch, runs []run) {
	for _, p := range []struct {
		line routine.Line
		kind script.Kind
		last bool
	}{{st.Enter.Inhale, script.Inhale, false}, {st.Enter.Exhale, script.Exhale, false}, {st.Leave.Inhale, script.Inhale, true}, {st.Leave.Exhale, script.Exhale, true}} {
		for text := range routine.Texts(p.line) {
			if !slices.ContainsFunc(runs, func(r run) bool { return s.asks(text, r, p.kind, p.last) }) {
				t.Errorf("%s: %q is not said before its %s", st.Name, text, p.kind)
			}
		}
	}
}

// asks reports whether a line ends before the first or last phase of a kind in a run,
// and after the start of the phase before it.
func (s session) asks(text string, r run, kind script.Kind, last bool) bool {
	phases := r.of(kind)
	at := phases[0].At
	if last {
		at = phases[len(phases)-1].At
	}
	return slices.ContainsFunc(s.of(script.Speech), func(c script.Cue) bool {
		return c.Text == text && c.End() <= at-500*time.Millisecond && c.End() > at-60*time.Second
	})
}

// waysOut returns the lengths of the shortest and the longest take of the first line
// that leads out of a stretch.
func (s session) waysOut(st *routine.Stretch) (short, long time.Duration) {
	if len(st.Release) == 0 {
		return 0, 0
	}
	short = time.Hour
	for text := range routine.Texts(st.Release[0]) {
		for _, d := range s.voice.Lengths(text) {
			short, long = min(short, d), max(long, d)
		}
	}
	return short, long
}
