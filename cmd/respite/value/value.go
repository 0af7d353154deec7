// Package value parses the values of flags and accepts common spellings.
package value

import (
	"encoding"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// A Text is a flag whose text is normalised before it is parsed.
type Text struct {
	Value interface {
		encoding.TextUnmarshaler
		encoding.TextMarshaler
	}
	Tidy func(string) string
	Kind string // name in the help
}

func (v Text) Set(text string) error { return v.Value.UnmarshalText([]byte(v.Tidy(text))) }

func (v Text) Type() string { return v.Kind }

func (v Text) String() string {
	if v.Value == nil {
		return ""
	}
	b, _ := v.Value.MarshalText() // a parsed value can always be formatted
	return string(b)
}

var _ pflag.Value = Text{}

// A Number is a flag for a number with or without its unit.
type Number struct {
	Value *float64
	What  string // description with an example
	Units []string
}

func (v Number) Set(text string) error {
	plain := strings.ToLower(strings.TrimSpace(text))
	for _, unit := range v.Units {
		plain = strings.TrimSuffix(plain, strings.ToLower(unit))
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(plain), ",", "."), 64)
	if err != nil {
		return fmt.Errorf("%q is not a %s", text, v.What)
	}
	*v.Value = x
	return nil
}

func (v Number) Type() string { return "number" }

func (v Number) String() string {
	if v.Value == nil {
		return "0"
	}
	return strconv.FormatFloat(*v.Value, 'g', -1, 64)
}

// A Rate is a sample rate: 44100, 44.1, 44.1k, 44.1 kHz or 44100Hz.
type Rate struct{ Value *int }

func (v Rate) Set(text string) error {
	plain := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.ToLower(text)), "hz"))
	factor := 1.0
	if k := strings.TrimSuffix(plain, "k"); k != plain {
		plain, factor = strings.TrimSpace(k), 1000
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(plain, ",", "."), 64)
	if err != nil || !(x >= 0 && x*factor < 1e9) {
		return fmt.Errorf("%q is not a rate: write 44100 or 48000", text)
	}
	if x < 1000 {
		factor = 1000 // a number this small is in kHz
	}
	*v.Value = int(x*factor + 0.5)
	return nil
}

func (v Rate) Type() string { return "rate" }

func (v Rate) String() string {
	if v.Value == nil {
		return "0"
	}
	return strconv.Itoa(*v.Value)
}

var (
	clockTime = regexp.MustCompile(`^(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)$`)
	spelled   = regexp.MustCompile(`(?i)(\d)\s*(hours?|hrs?|minutes?|mins?|seconds?|secs?|[hms])\b\s*`)
	joined    = regexp.MustCompile(`(?i)(hours?|hrs?|minutes?|mins?|seconds?|secs?|[hms])(\d)`)
)

// Time converts spellings such as 8 min, 8:00 or 480 seconds to Go's notation. It returns
// other texts unchanged.
func Time(text string) string {
	text = strings.TrimSpace(text)
	if m := clockTime.FindStringSubmatch(text); m != nil {
		out := ""
		for i, unit := range []string{"h", "m", "s"} {
			if n := strings.TrimLeft(m[i+1], "0"); n != "" && n != "." {
				out += strings.TrimSuffix(m[i+1], ".") + unit
			}
		}
		if out == "" {
			return "0s"
		}
		return trimZeros(out)
	}
	if !spelled.MatchString(text) {
		return text
	}
	out := spelled.ReplaceAllStringFunc(joined.ReplaceAllString(text, "$1 $2"), func(s string) string {
		m := spelled.FindStringSubmatch(s)
		return m[1] + strings.ToLower(m[2][:1])
	})
	return strings.TrimSpace(out)
}

var leadingZeros = regexp.MustCompile(`(^|[hms])0+(\d)`)

func trimZeros(text string) string { return leadingZeros.ReplaceAllString(text, "$1$2") }

var bareNumber = regexp.MustCompile(`^\d+(?:\.\d+)?$`)

// Breath converts spellings such as 4/6, 4:6 or 4 s / 6 s to 4s/6s.
func Breath(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == ':' })
	for i, part := range parts {
		phases := strings.Split(part, "+")
		for j, phase := range phases {
			if phases[j] = Time(phase); bareNumber.MatchString(phases[j]) {
				phases[j] += "s"
			}
		}
		parts[i] = strings.Join(phases, "+")
	}
	return strings.Join(parts, "/")
}

// Word converts a word to lower case.
func Word(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// Clock formats a time for --from, rounded down to seconds: 4:54.
func Clock(d time.Duration) string {
	s := int(d / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// A Once is a flag for a file name that can be given only once, because a second value would
// replace the first.
type Once struct {
	Name  *string
	given bool
}

func (v *Once) Set(text string) error {
	if v.given {
		return fmt.Errorf("given twice, %q and %q: one file is written at a time", *v.Name, text)
	}
	*v.Name, v.given = text, true
	return nil
}

func (v *Once) Type() string { return "string" }

func (v *Once) String() string {
	if v.Name == nil {
		return ""
	}
	return *v.Name
}
