package clean

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"plain, größer, 日本語\tand\nmore": "plain, größer, 日本語\tand\nmore",
		"\x1b[31mred":                   `\x1b[31mred`,
		"\x1b]0;title\a":                `\x1b]0;title\a`,
		"a\rb\bc\x00d\x7f":              `a\rb\bc\x00d\x7f`,
		"\u009b31m":                     `\u009b31m`,
		"gpj.\u202eexe":                 `gpj.\u202eexe`,
		"a\u2066b\u2069\u200f":          `a\u2066b\u2069\u200f`,
		"broken \xff\xfe":               `broken \xff\xfe`,
		"👩\u200d🦰 \ufffd":               "👩\u200d🦰 \ufffd",
	} {
		if got := Text(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got := Line("one\nrespite: error: two\x1b"); got != `one\nrespite: error: two\x1b` {
		t.Errorf("a line became %q", got)
	}
}

func TestFprintf(t *testing.T) {
	var b strings.Builder
	_, err := Fprintf(&b, "\x1b[1m%s %v %v %q %d\n", "a\x1b", errors.New("b\x1b"), fmt.Stringer(time.Second), "c\x1b", 7)
	if want := "\x1b[1ma\\x1b b\\x1b 1s \"c\\\\x1b\" 7\n"; err != nil || b.String() != want {
		t.Errorf("printed %q, want %q (%v)", b.String(), want, err)
	}
}
