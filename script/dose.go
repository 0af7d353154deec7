package script

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// doseLimits says what a motion is called and how much of it a routine may ask for.
type doseLimits struct {
	what    string
	time    [2]time.Duration
	breaths [2]int
}

// limits gives the bounds of a motion's dose.
func limits(m Motion) doseLimits {
	switch m {
	case Rest:
		return doseLimits{"a rest", [2]time.Duration{5 * time.Second, 10 * time.Minute}, [2]int{1, 60}}
	case Flow:
		return doseLimits{"a flow", [2]time.Duration{5 * time.Second, 4 * time.Hour}, [2]int{1, 2000}}
	}
	return doseLimits{"a hold", [2]time.Duration{5 * time.Second, 4 * time.Hour}, [2]int{1, 2000}}
}

// breathsForm is a number of breaths or a range of them.
var breathsForm = regexp.MustCompile(`^(\d+)(?:\.\.(\d+))? breaths?$`)

// parseDose reads a dose: a time or a number of breaths, or a range of either.
func parseDose(text string, m Motion) (Dose, error) {
	d, ok := readDose(text)
	if !ok {
		return Dose{}, errors.New(explainDose(text))
	}
	d.Motion = m
	if d.Time[0] > d.Time[1] || d.Breaths[0] > d.Breaths[1] {
		d.Time[0], d.Time[1] = d.Time[1], d.Time[0]
		d.Breaths[0], d.Breaths[1] = d.Breaths[1], d.Breaths[0]
		return Dose{}, fmt.Errorf("%s is upside down: write %s", short(text), doseText(d))
	}
	if l := limits(m); !l.hold(d) {
		return Dose{}, fmt.Errorf("%s is out of range: %s is %s to %s, or %d to %d breaths", short(text), l.what,
			timeText(l.time[0]), timeText(l.time[1]), l.breaths[0], l.breaths[1])
	}
	return d, nil
}

// readDose reads the form alone.
func readDose(text string) (d Dose, ok bool) {
	if m := breathsForm.FindStringSubmatch(text); m != nil {
		d.Breaths = [2]int{number(m[1]), number(m[1])}
		if m[2] != "" {
			d.Breaths[1] = number(m[2])
		}
		return d, true
	}
	low, high, isRange := strings.Cut(text, "..")
	if !isRange {
		high = low
	}
	var lowOK, highOK bool
	d.Time[0], lowOK = readTime(low)
	d.Time[1], highOK = readTime(high)
	return d, lowOK && highOK
}

// explainDose says why text is not a dose and what to write.
func explainDose(text string) string {
	low, high, isRange := strings.Cut(text, "..")
	instead := tidy(text)
	_, tidied := readDose(instead)
	switch {
	case isNumber(text):
		return fmt.Sprintf("%s has no unit: write %ss or %s breaths", text, text, text)
	case isRange && isNumber(low) && isNumber(high):
		return fmt.Sprintf("%s has no unit: write %ss..%ss or %s breaths", text, low, high, text)
	case tidied:
		return fmt.Sprintf("%s is not a dose: write %s", quote(text), instead)
	}
	return fmt.Sprintf("%s is not a dose: write it like 45s, 30s..1m, 8 breaths or 5..10 breaths", quote(text))
}

// hold tells whether a dose is inside the limits.
func (l doseLimits) hold(d Dose) bool {
	if d.Breaths != [2]int{} {
		return d.Breaths[0] >= l.breaths[0] && d.Breaths[1] <= l.breaths[1]
	}
	return d.Time[0] >= l.time[0] && d.Time[1] <= l.time[1]
}

// doseText writes a dose the way that a routine does.
func doseText(d Dose) string {
	if d.Breaths[1] > 0 {
		return rangeText(fmt.Sprint(d.Breaths[0]), fmt.Sprint(d.Breaths[1])) + plural(d.Breaths[1], " breath")
	}
	return rangeText(timeText(d.Time[0]), timeText(d.Time[1]))
}

func rangeText(low, high string) string {
	if low == high {
		return low
	}
	return low + ".." + high
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// tidyings turn common ways of writing a dose into the one that is read.
var tidyings = []struct {
	form *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`\s*(?:\.{2,}|…|-|–|—|\bto\b)\s*`), ".."},
	{regexp.MustCompile(`(\d)\s*(?:seconds?|secs?|s)\b`), "${1}s"},
	{regexp.MustCompile(`(\d)\s*(?:minutes?|mins?|m)\b`), "${1}m"},
	{regexp.MustCompile(`(\d)\s*(?:hours?|hrs?|h)\b`), "${1}h"},
	{regexp.MustCompile(`([hm])\s+(\d)`), "${1}${2}"},
	{regexp.MustCompile(`(\d)\s*(breaths?)\b`), "${1} ${2}"},
	{regexp.MustCompile(`^(\d+) breaths?\.\.`), "${1}.."},
	{regexp.MustCompile(`^(\d+)\.\.(\d+)([hms])$`), "${1}${3}..${2}${3}"},
}

// tidy applies the tidyings to a text short enough to be a dose.
func tidy(text string) string {
	if len(text) > 60 {
		return text
	}
	text = strings.ToLower(strings.TrimSpace(text))
	for _, t := range tidyings {
		text = t.form.ReplaceAllString(text, t.with)
	}
	return text
}
