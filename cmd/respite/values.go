package main

import (
	"encoding"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// Values of flags are read liberally: what a person would type means what it says.

// A textValue is a flag whose text is tidied before it is read.
type textValue struct {
	value interface {
		encoding.TextUnmarshaler
		encoding.TextMarshaler
	}
	tidy func(string) string
	kind string
}

func (v textValue) Set(text string) error { return v.value.UnmarshalText([]byte(v.tidy(text))) }

func (v textValue) Type() string { return v.kind }

func (v textValue) String() string {
	if v.value == nil {
		return ""
	}
	b, _ := v.value.MarshalText() // what was read can be written
	return string(b)
}

var _ pflag.Value = textValue{}

// A numberValue is a flag that takes a number with or without its unit.
type numberValue struct {
	number *float64
	what   string // what a person calls it, with an example
	units  []string
}

func (v numberValue) Set(text string) error {
	plain := strings.ToLower(strings.TrimSpace(text))
	for _, unit := range v.units {
		plain = strings.TrimSuffix(plain, strings.ToLower(unit))
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(plain), ",", "."), 64)
	if err != nil {
		return fmt.Errorf("%q is no %s", text, v.what)
	}
	*v.number = x
	return nil
}

func (v numberValue) Type() string { return "number" }

func (v numberValue) String() string {
	if v.number == nil {
		return "0"
	}
	return strconv.FormatFloat(*v.number, 'g', -1, 64)
}

// A rateValue is a sample rate: 44100, 44.1, 44.1k, 44.1 kHz or 44100Hz.
type rateValue struct{ rate *int }

func (v rateValue) Set(text string) error {
	plain := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.ToLower(text)), "hz"))
	factor := 1.0
	if k := strings.TrimSuffix(plain, "k"); k != plain {
		plain, factor = strings.TrimSpace(k), 1000
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(plain, ",", "."), 64)
	if err != nil || !(x >= 0 && x*factor < 1e9) {
		return fmt.Errorf("%q is no rate: write 44100 or 48000", text)
	}
	if x < 1000 {
		factor = 1000 // nobody means 44.1 Hz
	}
	*v.rate = int(x*factor + 0.5)
	return nil
}

func (v rateValue) Type() string { return "rate" }

func (v rateValue) String() string {
	if v.rate == nil {
		return "0"
	}
	return strconv.Itoa(*v.rate)
}

var (
	clockTime = regexp.MustCompile(`^(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)$`)
	spelled   = regexp.MustCompile(`(?i)(\d)\s*(hours?|hrs?|minutes?|mins?|seconds?|secs?|[hms])\b\s*`)
	joined    = regexp.MustCompile(`(?i)(hours?|hrs?|minutes?|mins?|seconds?|secs?|[hms])(\d)`)
)

// tidyTime writes 8 min, 8:00 or 480 seconds as a time in Go's notation; what
// is no time stays as it is.
func tidyTime(text string) string {
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

// tidyBreath writes 4/6, 4:6 or 4 s / 6 s as 4s/6s.
func tidyBreath(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == ':' })
	for i, part := range parts {
		phases := strings.Split(part, "+")
		for j, phase := range phases {
			if phases[j] = tidyTime(phase); bareNumber.MatchString(phases[j]) {
				phases[j] += "s"
			}
		}
		parts[i] = strings.Join(phases, "+")
	}
	return strings.Join(parts, "/")
}

// tidyWord reads a word in any case.
func tidyWord(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// clockText is a time that --from takes and a person can type, rounded down: 4:54.
func clockText(d time.Duration) string {
	s := int(d / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// A onceValue is a flag that names a file and is given once: of two, one would be lost.
type onceValue struct {
	name  *string
	given bool
}

func (v *onceValue) Set(text string) error {
	if v.given {
		return fmt.Errorf("given twice, %q and %q: one file is written at a time", *v.name, text)
	}
	*v.name, v.given = text, true
	return nil
}

func (v *onceValue) Type() string { return "string" }

func (v *onceValue) String() string {
	if v.name == nil {
		return ""
	}
	return *v.name
}
