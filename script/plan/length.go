package plan

import (
	"fmt"
	"time"

	"respite/script/internal/notation"
)

// A Length is how long a session is asked to last, silence at its end included.
type Length time.Duration

// A LengthError is a session that cannot last as long as was asked for. A
// session can be built with each of the other lengths in it.
type LengthError struct {
	Want              time.Duration
	Shortest, Longest time.Duration // with the options that were given
	Below, Above      time.Duration // the nearest lengths where Want lies between those two, else 0

	Without  string   // the stretch that makes it short enough when it is left out, and costs least; empty: none would alone
	Guidance Guidance // that would make it short enough; Full: none would
	Rounds   Rounds   // that would make it long enough; 0: none would
	Alone    bool     // the session has one stretch, which cannot be left out
}

const longestSession = 24 * time.Hour

// UnmarshalText reads a length such as 10m or 1h30m.
func (l *Length) UnmarshalText(text []byte) error {
	if n := string(text); notation.IsNumber(n) {
		if len(n) > 2 { // more than 99 are hardly minutes
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

// MarshalText is what UnmarshalText reads; it is empty for zero.
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
