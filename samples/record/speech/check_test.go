package speech

import (
	"strings"
	"testing"

	"respite/samples/record/internal/testsound"
)

const eightWords = "Now lift your right arm up to the sky."

// CheckTake rejects takes that cannot be complete, and accepts others.
func TestCheckTake(t *testing.T) {
	const rate = 24000
	take := func(seconds float64) []float32 { return testsound.Speech(rate, seconds, 0.3, 3) }
	for _, c := range []struct {
		name string
		take []float32
		text string
		want string // empty for no error
	}{
		{"calm", take(5), eightWords, ""},
		{"fast", take(2.2), eightWords, ""},
		{"a word", take(0.6), "Inhale.", ""},
		{"a slow word", take(1.8), "Inhale.", ""},
		{"without spaces", take(2), "息を吸って、両腕を上げます。", ""},
		{"nothing", nil, eightWords, "silence"},
		{"silence", make([]float32, rate), eightWords, "silence"},
		{"a click", take(0.01), "Inhale.", "silence"},
		{"a third", take(1.2), eightWords, "cut off"},
		{"too long", take(25), eightWords, "25 s of speech for 9 words"},
		{"a long word", take(4), "Inhale.", "4 s of speech"},
		{"cut in a sound", take(5)[:rate*3+rate/10], eightWords, "in the middle of a sound"},
	} {
		err := CheckTake(c.take, rate, c.text)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]float64{
		"": 0, "Inhale.": 1, "Cat-Cow": 2, "Exhale — and rest.": 3, "4 7 8": 3, "L'inspiration, c'est tout.": 3, "息を吸って": 2.5,
	} {
		if got := CountWords(text); got != want {
			t.Errorf("%q has %g words, want %g", text, got, want)
		}
	}
}
