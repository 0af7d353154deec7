package clean

import (
	"errors"
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

// name is a string type without methods.
type name string

func TestPrinting(t *testing.T) {
	var b strings.Builder
	_, err1 := Fprintf(&b, "%s %v %v %v %v %d\n", "a\x1b", errors.New("b\x1b"), time.Second, name("c\x1b"), []string{"d\x1b"}, 7)
	_, err2 := Fprintln(&b, "e\x1b", name("f\u202e"))
	n, err3 := Writer{&b}.Write([]byte("g\x1b\n"))
	want := "a\\x1b b\\x1b 1s c\\x1b [d\\x1b] 7\ne\\x1b f\\u202e\ng\\x1b\n"
	if err := errors.Join(err1, err2, err3); err != nil || n != 3 || b.String() != want {
		t.Errorf("printed %q, want %q (%v)", b.String(), want, err)
	}
}
