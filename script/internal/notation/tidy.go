package notation

import (
	"regexp"
	"strings"
)

// tidyings rewrite common notations of a dose into the one that the parser reads.
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

// Tidy applies the tidyings to a text that is short enough to be a dose.
func Tidy(text string) string {
	if len(text) > 60 {
		return text
	}
	text = strings.ToLower(strings.TrimSpace(text))
	for _, t := range tidyings {
		text = t.form.ReplaceAllString(text, t.with)
	}
	return text
}
