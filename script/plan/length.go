package plan

import (
	"fmt"
	"time"

	"respite/script/internal/notation"
)

// A Length is the requested length of a session, including the silence at its end.
type Length time.Duration

// A LengthError reports a length that a session cannot have. All lengths in it except
// Want are possible.
type LengthError struct {
	Want              time.Duration
	Shortest, Longest time.Duration // with the given options
	Below, Above      time.Duration // the nearest possible lengths where Want lies between Shortest and Longest, else 0

	Without  string   // the stretch whose omission makes the session short enough at the least loss; empty: none suffices
	Guidance Guidance // the guidance that makes the session short enough; Full: none does
	Rounds   Rounds   // the rounds that make the session long enough; 0: none do
	Alone    bool     // the session has one stretch, which cannot be left out
}

const longestSession = 24 * time.Hour

// UnmarshalText parses a length such as 10m or 1h30m.
func (l *Length) UnmarshalText(text []byte) error {
	if n := string(text); notation.IsNumber(n) {
		if len(n) > 2 { // more than 99 are unlikely to be minutes
			return fmt.Errorf("%s has no unit: write %ss", n, n)
		}
		return fmt.Errorf("%s has no unit: write %sm", n, n)
	}
	d, err := notation.ParseTime(string(text), "a session", time.Second, longestSession)
	if err != nil {
		return err
	}
	*l = Length(d)
	return nil
}

// MarshalText is the inverse of UnmarshalText; it is empty for zero.
func (l Length) MarshalText() ([]byte, error) {
	if l == 0 {
		return nil, nil
	}
	return []byte(notation.Time(time.Duration(l))), nil
}

func (e *LengthError) Error() string {
	if e.Below > 0 {
		return fmt.Sprintf("the session cannot last %s: the nearest lengths are %s and %s", notation.Time(e.Want), notation.Time(e.Below), notation.Time(e.Above))
	}
	return fmt.Sprintf("the session cannot last %s: the shortest is %s, the longest %s", notation.Time(e.Want), notation.Time(e.Shortest), notation.Time(e.Longest))
}
