package notation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// timeForm matches hours, minutes and seconds in that order, each at most once;
// seconds may have up to three decimals.
var timeForm = regexp.MustCompile(`^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.(\d{1,3}))?s)?$`)

// ParseTime parses a time such as 45s, 1m30s or 2.5s, between low and high; what is
// the name of the value in the error.
func ParseTime(text, what string, low, high time.Duration) (time.Duration, error) {
	d, ok := ReadTime(text)
	instead := Tidy(text)
	_, tidied := ReadTime(instead)
	switch {
	case !ok && IsNumber(text):
		return 0, fmt.Errorf("%s has no unit: write %ss", text, text)
	case !ok && tidied:
		return 0, fmt.Errorf("%s is not a time: write %s", Quote(text), instead)
	case !ok:
		return 0, fmt.Errorf("%s is not a time: write it like 8s, 2.5s or 1m30s", Quote(text))
	case d < low || d > high:
		return 0, fmt.Errorf("%s is out of range: %s is %s to %s", Short(text), what, Time(low), Time(high))
	}
	return d, nil
}

// ReadTime parses a time without limits; an absurdly long one is capped.
func ReadTime(text string) (time.Duration, bool) {
	m := timeForm.FindStringSubmatch(text)
	if m == nil || text == "" {
		return 0, false
	}
	ms, _ := strconv.Atoi((m[4] + "000")[:3])
	return time.Duration(Number(m[1]))*time.Hour + time.Duration(Number(m[2]))*time.Minute +
		time.Duration(Number(m[3]))*time.Second + time.Duration(ms)*time.Millisecond, true
}

// Time formats a time as routines write it.
func Time(d time.Duration) string {
	if d < time.Second {
		return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + "s"
	}
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// Number parses digits; more than a million becomes a million, so that no sum of times
// overflows.
func Number(digits string) int {
	const most = 1_000_000
	if digits == "" {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return most
	}
	return min(n, most)
}

// IsNumber reports whether the text is only a number, short enough to repeat in a
// message.
func IsNumber(text string) bool {
	return len(text) < 20 && plainNumber.MatchString(text)
}

var plainNumber = regexp.MustCompile(`^\d+(\.\d{1,3})?$`)
