package script

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSessionsKeepTheirPromises builds sessions of generated routines with generated options, and
// holds each to everything that a listener relies on.
func TestSessionsKeepTheirPromises(t *testing.T) {
	seeds := uint64(3000)
	if testing.Short() {
		seeds = 300
	}
	built := uint64(0)
	for seed := range seeds {
		if checkSeed(t, seed) {
			built++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if built < seeds/2 {
		t.Errorf("only %d of %d routines could be built", built, seeds)
	}
}

func FuzzBuild(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { checkSeed(t, seed) })
}

// checkSeed tells whether the routine of the seed could be built.
func checkSeed(t *testing.T, seed uint64) bool {
	g := newGenerator(seed)
	r, o := g.routine(), g.options()
	tl, err := Build(r, o, voiceOf(seed))
	if err != nil {
		checkAdvice(t, r, o, seed, err)
		return false
	}
	checkSession(t, session{r, o, tl})
	again, _ := Build(r, o, voiceOf(seed))
	if a, b := asJSON(t, tl), asJSON(t, again); !bytes.Equal(a, b) {
		t.Error("built again, the timeline is another one")
	}
	return true
}

var advice = regexp.MustCompile(`^generated:1:1: \S+ cannot be filled with whole breaths of \S+ here: the (?:shortest is|nearest are (\S+) and) (\S+)$`)

// checkAdvice: a dose that cannot be filled is the only reason not to build,
// and the lengths that the error names instead can be filled.
func checkAdvice(t *testing.T, r *Routine, o Options, seed uint64, err error) {
	var list ErrorList
	if !errors.As(err, &list) {
		t.Errorf("the error is %v", err)
		return
	}
	for _, e := range list {
		m := advice.FindStringSubmatch(e.Error())
		if m == nil {
			t.Errorf("the error is %v", e)
			return
		}
		for _, better := range m[1:] {
			if length, ok := readTime(better); ok && !canFill(*r, o, seed, length, len(list)) {
				t.Errorf("%v: but it is not", e)
			}
		}
	}
}

// canFill tells whether fewer errors than before are left when the doses that cannot be filled
// last so long.
func canFill(r Routine, o Options, seed uint64, length time.Duration, before int) bool {
	for i := range r.Stretches {
		one := r
		one.Stretches = slices.Clone(r.Stretches)
		one.Stretches[i].Dose.Breaths, one.Stretches[i].Dose.Time = [2]int{}, [2]time.Duration{length, length}
		_, err := Build(&one, o, voiceOf(seed))
		var list ErrorList
		if errors.As(err, &list); len(list) < before {
			return true
		}
	}
	return false
}

func asJSON(t *testing.T, tl *Timeline) []byte {
	b, err := json.Marshal(tl)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A session is a timeline with what it was made from.
type session struct {
	routine  *Routine
	options  Options
	timeline *Timeline
}

func checkSession(t *testing.T, s session) {
	checkOrder(t, s)
	checkEnds(t, s)
	checkSpeechIsAlone(t, s)
	checkNeverLost(t, s)
	checkNoLineLost(t, s)
	for i := range s.routine.Stretches {
		if st := &s.routine.Stretches[i]; st.Dose.Motion != Rest {
			checkStretch(t, s, st)
		}
	}
}

// of are the cues of a kind, of all kinds if it is empty.
func (s session) of(kind Kind) []Cue {
	return slices.DeleteFunc(slices.Clone(s.timeline.Cues), func(c Cue) bool { return kind != "" && c.Kind != kind })
}

// find is the first cue that says a text.
func (s session) find(text string) (Cue, bool) {
	i := slices.IndexFunc(s.timeline.Cues, func(c Cue) bool { return c.Kind == Speech && c.Text == text })
	if i < 0 {
		return Cue{}, false
	}
	return s.timeline.Cues[i], true
}

// after is the first cue that begins at a time or later.
func (s session) after(at time.Duration, kinds ...Kind) Cue {
	for _, c := range s.timeline.Cues {
		if c.At >= at && (len(kinds) == 0 || slices.Contains(kinds, c.Kind)) {
			return c
		}
	}
	return Cue{At: s.timeline.Length}
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
		if (c.At+c.Length)%time.Millisecond != 0 {
			t.Errorf("%s %q is not in whole milliseconds", c.Kind, c.Text)
		}
		last = c.At
	}
}

// checkEnds: a bell opens, soft sound for 1.5 s before the first word, and a
// bell ends, with 1 to 3 s of silence after it.
func checkEnds(t *testing.T, s session) {
	cues := s.timeline.Cues
	first, last := cues[0], cues[len(cues)-1]
	if word := s.of(Speech)[0]; first.Kind != Bell || first.Bell != OpeningBell || first.At != 0 || word.At < 1500*time.Millisecond {
		t.Errorf("the session opens with %s %q at %s, and the first word at %s", first.Kind, first.Bell, first.At, word.At)
	}
	rest := s.timeline.Length - last.End()
	if last.Kind != Bell || last.Bell != EndingBell || rest < time.Second || rest > 3*time.Second {
		t.Errorf("the session ends with %s %q and %s of silence", last.Kind, last.Bell, rest)
	}
}

// checkSpeechIsAlone: a pause between a line and the next, and never two tones
// at once.
func checkSpeechIsAlone(t *testing.T, s session) {
	tones := slices.DeleteFunc(s.of(""), func(c Cue) bool { return !isTone(c) })
	apart := func(lane []Cue, gap time.Duration) {
		for i := 1; i < len(lane); i++ {
			if lane[i].At < lane[i-1].End()+gap {
				t.Errorf("%q at %s begins less than %s after %q ends at %s", lane[i].Text, lane[i].At, gap, lane[i-1].Text, lane[i-1].End())
			}
		}
	}
	apart(s.of(Speech), 350*time.Millisecond)
	apart(tones, 0)
}

func isTone(c Cue) bool { return c.Kind.IsPhase() }

// checkNeverLost: nobody waits longer than 25 s for a voice or a tone.
func checkNeverLost(t *testing.T, s session) {
	heard := time.Duration(0)
	for _, c := range s.timeline.Cues {
		if c.At-heard > 25*time.Second {
			t.Errorf("nothing is heard from %s to %s", heard, c.At)
		}
		heard = max(heard, c.End())
	}
}

// checkNoLineLost: what the guidance lets through is said.
func checkNoLineLost(t *testing.T, s session) {
	said := map[string]bool{}
	for _, c := range s.of(Speech) {
		said[c.Text] = true
	}
	for _, text := range s.routine.Lines() {
		quiet := strings.Contains(text, "setup") && s.options.Guidance == Quiet
		brief := strings.Contains(text, "tip") && s.options.Guidance != Full
		if quiet || brief {
			if said[text] {
				t.Errorf("%q is said at guidance %v", text, s.options.Guidance)
			}
			continue
		}
		oneBreath := strings.Contains(text, "flow") // a side of a flow that is never reached has no line
		if !said[text] && !oneBreath {
			t.Errorf("%q is never said", text)
		}
	}
}
