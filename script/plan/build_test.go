package plan

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"respite/script"
	"respite/script/routine"
)

// TestSessionsKeepTheirPromises builds sessions of generated routines with generated
// options, and checks everything that a listener relies on.
func TestSessionsKeepTheirPromises(t *testing.T) {
	seeds := numberOf(3000)
	built := uint64(0)
	for seed := range seeds {
		if checkSeed(t, seed) {
			built++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if built < seeds*2/3 {
		t.Errorf("only %d of %d routines could be built", built, seeds)
	}
}

func FuzzBuild(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { checkSeed(t, seed) })
}

// checkSeed reports whether the routine of the seed could be built. The only allowed
// reason for an error is a dose that is too short for a breath.
func checkSeed(t *testing.T, seed uint64) bool {
	g := newGenerator(seed)
	r, o := g.routine(), g.options()
	if err := r.Validate(); err != nil {
		return false // a dose that two sides cannot share
	}
	tl, err := Build(r, o, voiceOf(seed))
	if err != nil {
		var list routine.ErrorList
		if !errors.As(err, &list) || !strings.Contains(err.Error(), "too short") && !strings.Contains(err.Error(), "cannot be done") {
			t.Errorf("the error is %v", err)
		}
		return false
	}
	checkSession(t, session{r, o, tl, voiceOf(seed)})
	if again, _ := Build(r, o, voiceOf(seed)); !reflect.DeepEqual(tl, again) {
		t.Error("built again, the timeline is another one")
	}
	checkJSON(t, tl)
	return true
}

// checkJSON: a timeline reads back from its JSON.
func checkJSON(t *testing.T, tl *script.Timeline) {
	text, err := json.Marshal(tl)
	if err != nil {
		t.Fatal(err)
	}
	var back script.Timeline
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(&back, tl) {
		t.Errorf("it does not read back from its JSON: %v", err)
	}
}

// A session is a timeline with the inputs that it was built from.
type session struct {
	routine  *routine.Routine
	options  Options
	timeline *script.Timeline
	voice    Voice
}

func checkSession(t *testing.T, s session) {
	checkOrder(t, s)
	checkEnds(t, s)
	checkSpeechIsAlone(t, s)
	checkNeverLost(t, s)
	checkNoLineLost(t, s)
	checkSidesAgree(t, s)
	checkTakesInTurn(t, s)
	checkPositions(t, s)
	for i := range s.routine.Stretches {
		if st := &s.routine.Stretches[i]; st.Motion.IsStretch() {
			checkStretch(t, s, st)
		}
	}
}

// of returns the cues of a kind.
func (s session) of(kind script.Kind) []script.Cue {
	return slices.DeleteFunc(slices.Clone(s.timeline.Cues), func(c script.Cue) bool { return c.Kind != kind })
}

func checkOrder(t *testing.T, s session) {
	last := time.Duration(0)
	for _, c := range s.timeline.Cues {
		if c.At < last {
			t.Errorf("%s %q at %s comes after a cue at %s", c.Kind, c.Text, c.At, last)
		}
		if c.At < 0 || c.Length <= 0 || c.End() > s.timeline.Length {
			t.Errorf("%s %q at %s for %s is not inside the session of %s", c.Kind, c.Text, c.At, c.Length, s.timeline.Length)
		}
		if c.At%time.Millisecond != 0 || c.Length%time.Millisecond != 0 {
			t.Errorf("%s %q is not in whole milliseconds", c.Kind, c.Text)
		}
		last = c.At
	}
}

// checkEnds: a bell begins the session, 1.5 s without loud sound precede the first
// word, and a bell ends the session, with 1 to 3 s of silence after it.
func checkEnds(t *testing.T, s session) {
	cues := s.timeline.Cues
	first, last := cues[0], cues[len(cues)-1]
	if word := s.of(script.Speech)[0]; first.Bell != script.OpeningBell || first.At != 0 || word.At < 1500*time.Millisecond {
		t.Errorf("the session opens with %s %q at %s, and the first word at %s", first.Kind, first.Bell, first.At, word.At)
	}
	rest := s.timeline.Length - last.End()
	if last.Bell != script.EndingBell || rest < time.Second || rest > 3*time.Second {
		t.Errorf("the session ends with %s %q and %s of silence", last.Kind, last.Bell, rest)
	}
}

// checkSpeechIsAlone: there is a pause between two lines, and two tones never overlap.
func checkSpeechIsAlone(t *testing.T, s session) {
	tones := slices.DeleteFunc(slices.Clone(s.timeline.Cues), func(c script.Cue) bool { return !c.Kind.IsPhase() })
	apart := func(lane []script.Cue, gap time.Duration) {
		for i := 1; i < len(lane); i++ {
			if lane[i].At < lane[i-1].End()+gap {
				t.Errorf("%q at %s begins less than %s after %q ends at %s", lane[i].Text, lane[i].At, gap, lane[i-1].Text, lane[i-1].End())
			}
		}
	}
	apart(s.of(script.Speech), 350*time.Millisecond)
	apart(tones, 0)
}

// checkNeverLost: no gap between lines and tones is longer than 25 s.
func checkNeverLost(t *testing.T, s session) {
	heard := time.Duration(0)
	for _, c := range s.timeline.Cues {
		if c.At-heard > 25*time.Second+s.stillest() {
			t.Errorf("nothing is heard from %s to %s", heard, c.At)
		}
		heard = max(heard, c.End())
	}
}

// stillest returns the longest silence that the routine itself may request: between
// sets, and in a pose of an exact time before its breaths.
func (s session) stillest() (d time.Duration) {
	breath := s.routine.Breath.Total()
	if s.options.Breath != (routine.Breath{}) {
		breath = s.options.Breath.Total()
	}
	for _, st := range s.routine.Stretches {
		d = max(d, st.Dose.Rest, st.Pause)
	}
	return d + breath
}

// checkNoLineLost: the lines of the guidance are said, and no others.
func checkNoLineLost(t *testing.T, s session) {
	said := map[string]bool{}
	for _, c := range s.of(script.Speech) {
		said[c.Text] = true
	}
	g := s.options.Guidance
	for i := range s.routine.Stretches {
		st := &s.routine.Stretches[i]
		brief := g != Full && len(st.Brief) > 0
		for _, part := range []struct {
			lines  []routine.Line
			wanted bool
		}{
			{st.Caution, true}, {st.Enter.Lines(), true}, {st.Leave.Lines(), true}, {st.Release, true}, {st.Say, true},
			{st.Setup, !brief}, {st.Brief, brief}, {st.Cues, g != Quiet}, {st.Tips, g == Full},
			{st.Rehearse.Lines(), true},
		} {
			for text := range routine.Texts(part.lines...) {
				if said[text] != part.wanted {
					t.Errorf("at guidance %v %q is said: %v", g, text, said[text])
				}
			}
		}
		if st.From == "" {
			for text := range routine.Texts(st.Move...) {
				if !said[text] {
					t.Errorf("the move %q is not said", text)
				}
			}
		}
	}
	for text := range routine.Texts(slices.Concat(s.routine.Opening, s.routine.Closing)...) {
		if !said[text] {
			t.Errorf("%q is not said", text)
		}
	}
}

// checkSidesAgree: the lines of a side are said on that side, as often as those of the
// other side. Lines that are independent of the side, as in a rehearsal, have none.
func checkSidesAgree(t *testing.T, s session) {
	for _, c := range s.of(script.Speech) {
		for side, mark := range map[script.Side]string{script.Right: "Right.", script.Left: "Left."} {
			if strings.HasSuffix(c.Text, mark) && c.Side != side && !(c.Side == "" && (strings.HasPrefix(c.Text, "rehearse") || strings.HasPrefix(c.Text, "flow") || strings.HasPrefix(c.Text, "sided"))) {
				t.Errorf("%q is said on the side %q", c.Text, c.Side)
			}
		}
	}
}

// checkTakesInTurn: the takes of a line are used in turn.
func checkTakesInTurn(t *testing.T, s session) {
	count := map[string]int{}
	for _, c := range s.of(script.Speech) {
		takes := s.voice.Lengths(c.Text)
		if want := count[c.Text] % len(takes); c.Take != want || (c.Length-takes[want]).Abs() > time.Millisecond {
			t.Errorf("%q at %s is take %d of %s, want %d", c.Text, c.At, c.Take, c.Length, want)
		}
		count[c.Text]++
	}
}

// checkPositions tracks the position of the body through the session: before the
// set-up of a stretch with a starting position, the body was led there, with the time
// to get there.
func checkPositions(t *testing.T, s session) {
	position, poses := "", s.timeline.Poses
	for range max(s.options.Rounds, 1) {
		for i := range s.routine.Stretches {
			st := &s.routine.Stretches[i]
			if !st.Motion.IsStretch() {
				continue
			}
			first := poses[0]
			poses = poses[len(st.Passes()):]
			if st.From != "" && st.From != position && !s.isLedTo(st, position, first.At) {
				t.Errorf("%s: nothing leads from %q to %q before %s", st.Name, position, st.From, first.At)
			}
			position = st.End()
		}
	}
}

// isLedTo reports whether a move was said before a time, in the stretch's own words or
// in stock phrases, with 8 s or more after it.
func (s session) isLedTo(st *routine.Stretch, position string, by time.Duration) bool {
	want := map[string]bool{}
	for text := range routine.Texts(st.Move...) {
		want[text] = true
	}
	if len(want) == 0 {
		p, err := newPlanner(s.routine, s.options, s.voice)
		if err != nil {
			return false
		}
		want[p.phrases.Move(position, st.From)] = true
	}
	for _, c := range s.of(script.Speech) {
		if c.Stretch == st.Name && want[c.Text] && by+2*time.Millisecond >= c.End()+8*time.Second {
			return true
		}
	}
	return false
}
