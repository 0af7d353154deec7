package notation

import (
	"strings"
	"testing"
	"time"
)

func TestPrintable(t *testing.T) {
	got := strings.Map(Printable, "a\tb\x1b[2Jc\u202ed\ufffdé猫\x7f\u0085")
	if want := "a b?[2Jc?d?é猫??"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// 40 characters, not bytes, are shown whole.
func TestShort(t *testing.T) {
	whole := strings.Repeat("é", 40)
	if got := Short(whole); got != whole {
		t.Errorf("40 characters become %q", got)
	}
	if got, want := Short(whole+"x"), strings.Repeat("é", 39)+"…"; got != want {
		t.Errorf("41 characters become %q", got)
	}
	if got := Quote(`a "b"`); got != `"a \"b\""` {
		t.Errorf("quoted: %s", got)
	}
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "breaths", 1: "breath", 2: "breaths"} {
		if got := Plural(n, "breath"); got != want {
			t.Errorf("%d %s", n, got)
		}
	}
}

// The limits of a time are allowed; a number is one up to 19 characters, and a dose has 60
// at most.
func TestLimits(t *testing.T) {
	for _, text := range []string{"5s", "1h"} {
		if _, err := ParseTime(text, "it", 5*time.Second, time.Hour); err != nil {
			t.Error(err)
		}
	}
	digits := strings.Repeat("1", 19)
	if !IsNumber(digits) || IsNumber(digits+"1") || IsNumber("1.2345") || IsNumber("") {
		t.Error("the wrong texts are numbers")
	}
	long := "3 s" + strings.Repeat(" ", 57)
	if Tidy(long) != "3s" || Tidy(long+" ") != long+" " {
		t.Errorf("%q, %q", Tidy(long), Tidy(long+" "))
	}
	for d, want := range map[time.Duration]string{125 * time.Millisecond: "0.125s", time.Second: "1s", 90 * time.Second: "1m30s", time.Hour: "1h", 0: "0s"} {
		if got := Time(d); got != want {
			t.Errorf("%v is written as %s, want %s", d, got, want)
		}
	}
}
