package routine

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"respite/script/internal/notation"
)

// A Breath is the lengths of a breath's phases. Sip is a second, short inhale on top
// of the first; Sip, Hold and Rest may be 0.
type Breath struct {
	In, Sip, Hold, Out, Rest time.Duration
}

// defaultBreath is six breaths a minute, with a longer exhale.
var defaultBreath = Breath{In: 4 * time.Second, Out: 6 * time.Second}

// The limits of a phase's length.
const (
	shortestMove  = time.Second // of an inhale or exhale
	shortestPause = 500 * time.Millisecond
	longestPhase  = 20 * time.Second
)

// Total returns the length of the breath.
func (b Breath) Total() time.Duration { return b.In + b.Sip + b.Hold + b.Out + b.Rest }

// errBreath describes the syntax of a breath.
var errBreath = errors.New("a breath is in and out, such as 4s/6s, with a second inhale 3s+1s/8s, or in, hold, out and rest, such as 4s/4s/4s/4s")

// UnmarshalText parses a breath: in and out as in 4s/6s, with a second inhale as in
// 3s+1s/8s, or in, hold, out and rest as in 4s/4s/4s/4s.
func (b *Breath) UnmarshalText(text []byte) error {
	var out Breath
	phases := map[int][]*time.Duration{2: {&out.In, &out.Out}, 4: {&out.In, &out.Hold, &out.Out, &out.Rest}}
	parts := strings.Split(string(text), "/")
	into, ok := phases[len(parts)]
	if !ok {
		return errBreath
	}
	in, sip, sips := strings.Cut(parts[0], "+")
	parts[0] = in
	if sips {
		parts, into = append(parts, sip), append(into, &out.Sip)
	}
	for i, part := range parts {
		d, err := notation.ParseTime(part, "a phase of a breath", shortestOf(&out, into[i]), longestPhase)
		if err != nil {
			return err
		}
		*into[i] = d
	}
	*b = out
	return nil
}

// shortestOf returns the minimum length of a phase of b.
func shortestOf(b *Breath, phase *time.Duration) time.Duration {
	if phase == &b.In || phase == &b.Out {
		return shortestMove
	}
	return shortestPause
}

// MarshalText is the inverse of UnmarshalText; it is empty for the zero breath.
func (b Breath) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// String returns the text of the breath, such as 4s/6s; it is empty for the zero
// breath.
func (b Breath) String() string {
	if b == (Breath{}) {
		return ""
	}
	in := notation.Time(b.In)
	if b.Sip > 0 {
		in += "+" + notation.Time(b.Sip)
	}
	if b.Hold == 0 && b.Rest == 0 {
		return in + "/" + notation.Time(b.Out)
	}
	return strings.Join([]string{in, notation.Time(b.Hold), notation.Time(b.Out), notation.Time(b.Rest)}, "/")
}

// check returns an error for a phase that is out of range.
func (b Breath) check() error {
	for _, p := range []struct {
		name     string
		length   time.Duration
		shortest time.Duration
		may      bool // may be left out
	}{
		{"in", b.In, shortestMove, false}, {"sip", b.Sip, shortestPause, true}, {"hold", b.Hold, shortestPause, true},
		{"out", b.Out, shortestMove, false}, {"rest", b.Rest, shortestPause, true},
	} {
		if p.may && p.length == 0 {
			continue
		}
		if p.length < p.shortest || p.length > longestPhase {
			return fmt.Errorf("breath: %s is %s: it is %s to %s", p.name, notation.Time(p.length), notation.Time(p.shortest), notation.Time(longestPhase))
		}
	}
	return nil
}
