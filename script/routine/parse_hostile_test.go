package routine

import (
	"fmt"
	"strings"
	"testing"
)

// bomb is a document whose aliases expand to a billion entries.
func bomb() string {
	text := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 9; i++ {
		alias := fmt.Sprintf("*a%d, ", i-1)
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.Repeat(alias, 10))
	}
	return text
}

func TestParseRefusesHostile(t *testing.T) {
	size := maxBytes / 8 // of most texts
	if thorough() {
		size = maxBytes
	}
	for _, c := range []struct{ name, text, want string }{
		{"alias bomb", bomb(), "anchors and aliases are not supported"},
		{"10.2 MB", strings.Repeat("a", 10_690_000), "x:1:1: the file is 10.2 MB: a routine is at most 512 KB"},
		{"a byte too many", strings.Repeat("#", maxBytes+1), "x:1:1: the file is 513 KB: a routine is at most 512 KB"},
		{"as many bytes as may be", strings.Repeat("#", maxBytes), "the routine is empty"},
		{"flow lists", strings.Repeat("[", size), "x:1:33: nested too deeply for a routine"},
		{"flow mappings", strings.Repeat("{", size), "x:1:33: nested too deeply"},
		{"keyed flow mappings", strings.Repeat("{a: ", size/4), "nested too deeply"},
		{"dashes", strings.Repeat("- ", size/2), "x:1:65: nested too deeply"},
		{"question marks", strings.Repeat("? ", size/2), "nested too deeply"},
		{"indentation", steps(900), "nested too deeply"},
		{"keys", strings.Repeat("a:\n", size/3), "x:101:2: too many keys"},
		{"empty entries", strings.Repeat("-\n", size/2), "x:1002:1: too many mistakes to go on"},
		{"empty values", strings.Repeat("- a:\n", size/5), "too many mistakes"},
		{"empty entries between comments", strings.Repeat("-\n#\n", size/4), "too many mistakes"},
		{"keys without values", "a: {" + strings.Repeat("a, ", size/4), "too many mistakes"},
		{"keys without values in braces", "a: {" + strings.Repeat("a:, ", size/5), "too many mistakes"},
		{"complex keys", strings.Repeat("? a\n", size/4), "too many mistakes"},
		{"anchors", strings.Repeat("&a\n", size/3), "anchors and aliases"},
		{"tags", strings.Repeat("!a\n", size/3), "tags are not supported"},
		{"documents", strings.Repeat("---\n", size/4), "the routine is empty"},
		{"empty", "", "x:1:1: the routine is empty: it needs at least a title and stretches"},
		{"byte order mark", "\ufeff", "the routine is empty"},
		{"NUL", "title: a\x00", "x:1:9: control character U+0000: is it a text file?"},
		{"escape", "title: é\x1b[2J", "x:1:9: control character U+001B"},
		{"Latin-1", "# \ntitle: \xe9", "x:2:8: this byte is not UTF-8"},
		{"UTF-16", "\xff\xfet\x00i\x00", "x:1:1: this byte is not UTF-8"},
		{"stretches", "title: T\nstretches:\n" + strings.Repeat("- rest: 5s\n", 501), "x:3:1: 501 stretches: at most 500"},
	} {
		_, err := Parse("x", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %.200v, want %s", c.name, err, c.want)
		}
	}
}

// steps returns nested keys.
func steps(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// large returns a routine of about the largest allowed size.
func large() string {
	text := "title: T\nstretches:\n"
	for i := range maxStretches {
		text += fmt.Sprintf("- name: A%d\n  setup: [%s]\n  hold: 30s\n", i, strings.Repeat("Sit back and breathe, ", 40))
	}
	return text
}

func TestParseAcceptsLarge(t *testing.T) {
	text := large()
	if len(text) < maxBytes*4/5 || len(text) > maxBytes {
		t.Fatalf("%d bytes", len(text))
	}
	if _, err := Parse("x", []byte(text)); err != nil {
		t.Errorf("%.300v", err)
	}
}

func BenchmarkParse(b *testing.B) {
	text := []byte(large())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Parse("x", text); err != nil {
			b.Fatal(err)
		}
	}
}
