package plan

import (
	"errors"
	"strings"
	"testing"
	"time"

	"respite/script"
	"respite/script/routine"
	"respite/script/routines"
)

// TestSessionsLastAsAsked builds sessions of generated routines with generated
// lengths: each has that length and passes all checks, or the error is correct about
// the possible lengths.
func TestSessionsLastAsAsked(t *testing.T) {
	seeds := numberOf(600)
	var solved, refused int
	for seed := range seeds {
		switch checkLength(t, seed) {
		case solvedLength:
			solved++
		case refusedLength:
			refused++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d solved, %d refused", solved, refused)
	if total := solved + refused; solved < total/3 || refused < total/20 {
		t.Errorf("%d solved, %d refused", solved, refused)
	}
}

type outcome int

const (
	notBuilt outcome = iota
	solvedLength
	refusedLength
)

// checkLength requests a length near the session's own, or far from it.
func checkLength(t *testing.T, seed uint64) outcome {
	g := newGenerator(seed)
	r, o := g.routine(), g.options()
	usual, err := Build(r, o, voiceOf(seed))
	if err != nil {
		return notBuilt
	}
	factor := 0.9 + 0.4*g.Float64()
	if g.chance(0.2) {
		factor = 0.3 + 3*g.Float64()
	}
	want := time.Duration(factor * float64(usual.Length)).Truncate(time.Millisecond)
	o.Length = Length(want)
	tl, err := Build(r, o, voiceOf(seed))
	if err == nil {
		checkSession(t, session{r, o, tl, voiceOf(seed)})
		checkLasts(t, tl, want)
		return solvedLength
	}
	var e *LengthError
	if !errors.As(err, &e) {
		t.Fatalf("the error is %v", err)
	}
	checkLengthError(t, r, o, seed, e)
	return refusedLength
}

func checkLasts(t *testing.T, tl *script.Timeline, want time.Duration) {
	t.Helper()
	if off := (tl.Length - want).Abs(); off > 200*time.Millisecond {
		t.Errorf("the session lasts %s, %s from the %s that were asked for", tl.Length, off, want)
	}
}

// checkLengthError: the lengths in the error are possible, and its suggestions work.
func checkLengthError(t *testing.T, r *routine.Routine, o Options, seed uint64, e *LengthError) {
	for _, d := range []time.Duration{e.Shortest, e.Longest, e.Below, e.Above} {
		if d == 0 {
			continue
		}
		o := o
		o.Length = Length(d)
		if tl, err := Build(r, o, voiceOf(seed)); err != nil {
			t.Errorf("%v: but %v", e, err)
		} else {
			checkLasts(t, tl, d)
		}
	}
	if e.Below != 0 && (e.Below >= e.Want || e.Above <= e.Want) {
		t.Errorf("%v: not on both sides", e)
	}
	help := o
	help.Guidance, help.Rounds = max(o.Guidance, e.Guidance), max(o.Rounds, e.Rounds)
	if _, err := Build(r, help, voiceOf(seed)); err != nil && (e.Guidance != Full || e.Rounds > 0) {
		t.Errorf("%v: with guidance %v and %d rounds: %v", e, help.Guidance, help.Rounds, err)
	}
}

// With a breath of 80 s there are gaps between the possible lengths, also where the
// session ends with a rest. The error states the lengths at both ends of the gap: they are
// possible, and those a second farther inside are not.
func TestNearestLengths(t *testing.T) {
	r := parsed(t, "breath: {in: 20s, hold: 20s, out: 20s, rest: 20s}\n"+inStretch("flow: 1..2 breaths"))
	gaps := map[time.Duration]bool{}
	for want := 200 * time.Second; want < 600*time.Second; want += 40 * time.Second {
		_, err := Build(r, Options{Length: Length(want)}, slowly)
		var e *LengthError
		if !errors.As(err, &e) || want < e.Shortest {
			continue
		}
		gaps[e.Below] = true
		if e.Below >= want || e.Above <= want {
			t.Errorf("%v", err)
		}
		for d, possible := range map[time.Duration]bool{e.Below: true, e.Above: true, e.Below + time.Second: false, e.Above - time.Second: false} {
			if _, err := Build(r, Options{Length: Length(d)}, slowly); (err == nil) != possible {
				t.Errorf("%v, but %s: %v", e, d, err)
			}
		}
	}
	if len(gaps) < 3 {
		t.Errorf("%d gaps", len(gaps))
	}
}

// A dose can last longer with fewer breaths, because lines that have no room in it are
// said before it. Such a number of breaths is not used.
func TestFewBreathsCanLastLonger(t *testing.T) {
	shortest := func(dose string) time.Duration {
		line := strings.TrimSpace(strings.Repeat("word ", 12))
		text := "breath: {in: 2s, out: 2s}\n" + inStretch("hold: "+dose+"\ntips: ["+line+"., "+line+"., "+line+".]")
		_, err := Build(parsed(t, text), Options{Length: Length(time.Second)}, slowly)
		var e *LengthError
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
		return e.Shortest
	}
	if one, two, all := shortest("1 breath"), shortest("2 breaths"), shortest("1..12 breaths"); two >= one || all != two {
		t.Errorf("%s for one breath, %s for two, %s for any number", one, two, all)
	}
}

// Without the stretch that the error names, the session fits, and no other stretch
// would keep it longer.
func TestLengthErrorNamesAStretch(t *testing.T) {
	r, err := routines.Open(routines.Default, "")
	if err != nil {
		t.Fatal(err)
	}
	v := Voice{Lengths: Estimated("en")}
	shortest := func(skip ...string) time.Duration {
		_, err := Build(r, Options{Skip: skip, Length: Length(time.Second)}, v)
		var e *LengthError
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
		return e.Shortest
	}
	want := shortest() - 30*time.Second
	_, err = Build(r, Options{Length: Length(want)}, v)
	var e *LengthError
	if !errors.As(err, &e) || e.Without == "" {
		t.Fatalf("%v names no stretch", err)
	}
	tl, err := Build(r, Options{Length: Length(want), Skip: []string{e.Without}}, v)
	if err != nil {
		t.Fatal(err)
	}
	checkLasts(t, tl, want)
	left := shortest(e.Without)
	for _, s := range r.Stretches {
		if s.Motion.IsStretch() && s.Name != e.Without {
			if other := shortest(s.Name); other <= want && other > left {
				t.Errorf("without %s it lasts %s at least, without %s only %s", s.Name, other, e.Without, left)
			}
		}
	}
}

// For a length without a guidance, BuildFullest takes the fullest guidance that fits,
// and a long session ends with a rest.
func TestBuildFullest(t *testing.T) {
	r, err := routines.Open(routines.Default, "")
	if err != nil {
		t.Fatal(err)
	}
	v := Voice{Lengths: Estimated("en")}
	for length, want := range map[time.Duration]Guidance{20 * time.Minute: Full, 12 * time.Minute: Full, 8 * time.Minute: Brief} {
		tl, g, err := BuildFullest(r, Options{Length: Length(length)}, v)
		if err != nil || g != want {
			t.Errorf("%s: %v, %v, want %v", length, g, err, want)
			continue
		}
		checkLasts(t, tl, length)
	}
	if _, _, err := BuildFullest(r, Options{Length: Length(time.Minute)}, v); err == nil {
		t.Error("a session of a minute")
	}
}
