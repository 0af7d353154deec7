package script

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// timeForm is hours, minutes and seconds in that order, each at most once;
// seconds may have up to three decimals.
var timeForm = regexp.MustCompile(`^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.(\d{1,3}))?s)?$`)

// parseTime reads a time such as 45s, 1m30s or 2.5s, between low and high;
// what names it in the error.
func parseTime(text, what string, low, high time.Duration) (time.Duration, error) {
	d, ok := readTime(text)
	instead := tidy(text)
	_, tidied := readTime(instead)
	switch {
	case !ok && isNumber(text):
		return 0, fmt.Errorf("%s has no unit: write %ss", text, text)
	case !ok && tidied:
		return 0, fmt.Errorf("%s is not a time: write %s", quote(text), instead)
	case !ok:
		return 0, fmt.Errorf("%s is not a time: write it like 8s, 2.5s or 1m30s", quote(text))
	case d < low || d > high:
		return 0, fmt.Errorf("%s is out of range: %s is %s to %s", short(text), what, timeText(low), timeText(high))
	}
	return d, nil
}

// readTime reads the form alone; a time past any sense is a very long one.
func readTime(text string) (time.Duration, bool) {
	m := timeForm.FindStringSubmatch(text)
	if m == nil || text == "" {
		return 0, false
	}
	ms, _ := strconv.Atoi((m[4] + "000")[:3])
	return time.Duration(number(m[1]))*time.Hour + time.Duration(number(m[2]))*time.Minute +
		time.Duration(number(m[3]))*time.Second + time.Duration(ms)*time.Millisecond, true
}

// timeText writes a time the way that a routine does.
func timeText(d time.Duration) string {
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

// number reads digits; what is past a million counts as a million, so that no
// sum of times overflows.
func number(digits string) int {
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

// isNumber tells whether the text is a bare number of a length to repeat in a message.
func isNumber(text string) bool {
	return len(text) < 20 && plainNumber.MatchString(text)
}

var plainNumber = regexp.MustCompile(`^\d+(\.\d{1,3})?$`)
