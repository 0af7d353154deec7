package script

import (
	"errors"
	"testing"
	"time"
)

// TestSessionsLastAsAsked builds sessions of generated routines with generated
// lengths: each lasts that long and keeps every promise, or the error says truly what can be had.
func TestSessionsLastAsAsked(t *testing.T) {
	seeds := uint64(1000)
	if testing.Short() {
		seeds = 150
	}
	var solved, refused, gaps int
	for seed := range seeds {
		switch checkLength(t, seed) {
		case solvedLength:
			solved++
		case refusedLength:
			refused++
		case gapLength:
			gaps++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d solved, %d out of reach, %d between two lengths", solved, refused, gaps)
	if total := solved + refused + gaps; solved < total/3 || refused < total/10 || gaps > total/50 {
		t.Errorf("%d solved, %d out of reach, %d between two lengths", solved, refused, gaps)
	}
}

func FuzzLength(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { checkLength(t, seed) })
}

type outcome int

const (
	notBuilt outcome = iota
	solvedLength
	refusedLength
	gapLength
)

// checkLength asks a generated session for a length near the one that it has, or far from it.
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
		checkSession(t, session{r, o, tl})
		checkLasts(t, tl, want)
		return solvedLength
	}
	var e *LengthError
	if !errors.As(err, &e) {
		t.Fatalf("the error is %v", err)
	}
	return checkLengthError(t, r, o, seed, e)
}

func checkLasts(t *testing.T, tl *Timeline, want time.Duration) {
	t.Helper()
	if off := (tl.Length - want).Abs(); off > 200*time.Millisecond {
		t.Errorf("the session lasts %s, %s from the %s that were asked for", tl.Length, off, want)
	}
}

// checkLengthError: the lengths that the error names can be had, and the one that was asked for
// is outside of them; what would help does.
func checkLengthError(t *testing.T, r *Routine, o Options, seed uint64, e *LengthError) outcome {
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
	if e.Below > 0 {
		if e.Want <= e.Below || e.Want >= e.Above || e.Below < e.Shortest || e.Above > e.Longest {
			t.Errorf("%v: not between them: %+v", e, e)
		}
		return gapLength
	}
	if e.Want >= e.Shortest && e.Want <= e.Longest {
		t.Errorf("%v: but it is inside", e)
	}
	return refusedLength
}
