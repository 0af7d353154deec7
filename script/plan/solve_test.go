package plan

import (
	"errors"
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
	help := o
	help.Guidance, help.Rounds = max(o.Guidance, e.Guidance), max(o.Rounds, e.Rounds)
	if _, err := Build(r, help, voiceOf(seed)); err != nil && (e.Guidance != Full || e.Rounds > 0) {
		t.Errorf("%v: with guidance %v and %d rounds: %v", e, help.Guidance, help.Rounds, err)
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
