package script

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// slowly is a voice that needs half a second for a word.
func slowly(text string) (time.Duration, bool) {
	return time.Duration(len(strings.Fields(text))) * 500 * time.Millisecond, true
}

func TestLint(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing": {inStretch("hold: 30s\nrelease: Let go."), ""},
		"digits":  {inStretch("hold: 30s\ntips: Hold 30 s & relax."), `5:9: voices say "30" badly: write it in words`},
		"symbols": {inStretch("hold: 30s\ntips: 'Turn by ninety°.'"), `5:9: voices say "°" badly: write it in words`},
		"fine":    {inStretch("hold: 30s\ntips: '¿Todo bien? «Sí», it’s – well… fine!'"), ""},
		"split": {inStretch("hold: 30s\nsetup: [Lift your chest, and look up.]"),
			"5:28: the comma before it makes this a line of its own: put a line with a comma in quotes"},
		"no split": {inStretch("hold: 30s\nsetup:\n- lift your chest\n- look up"), ""},
		"long line": {inStretch("flow: 4 breaths\ninhale: One two three four five six seven eight nine ten eleven twelve thirteen."),
			"5:11: the line makes the inhale of 4s last 6.9s: shorten it, or slow the breath"},
		"one side": {inStretch("flow: 4 breaths\nsides: [right, left]\nexhale: {right: Right., left: " + strings.Repeat("one ", 20) + "}"),
			"6:33: the line makes the exhale of 6s last 10.4s: shorten it, or slow the breath"},
		"early": {inStretch("hold: 10s\ntips: [One two three four., Five six seven eight., Nine ten eleven twelve.]"),
			"4:9: the dose is too short for its tips: 1 of 3 is said before it"},
		"set-up": {inStretch("hold: 30s\nsetup:\n" + strings.Repeat("- One two three four five six seven.\n", 11)),
			"6:5: the set-up takes 1m6s: shorten it, or make tips of what can wait"},
		"odd": {inStretch("flow: 5..11 breaths\nsides: [right, left]"),
			"4:9: the sides cannot share an odd number of breaths: this is 6..10 breaths"},
		"no way out": {inStretch("hold: 30s") + "- rest: 20s\n- name: B\n  move: Roll over.\n  hold: 30s\n",
			"3:9: nothing tells how to get out of this before the move that follows: add release or leave"},
		"a way out": {inStretch("hold: 30s\nleave: {inhale: Up.}") + "- name: B\n  move: Roll over.\n  hold: 30s\n", ""},
		"unequal twins": {"title: T\nstretches:\n- {name: Twist right, hold: 30s}\n- {name: Twist left, hold: 40s}\n- {name: Bend left, hold: 50s}\n",
			`4:28: the sides are unequal: "Twist right" has 30s`},
	} {
		r, err := Parse("x", []byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := report(Lint(r, Options{}, slowly)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// A warning's options are those of the session.
func TestLintKnowsTheOptions(t *testing.T) {
	r, err := Parse("x", []byte(inStretch("hold: 10s..2m\ntips: [One two three four., Five six seven eight., Nine ten eleven twelve.]")))
	if err != nil {
		t.Fatal(err)
	}
	for level, want := range map[Level]int{Gentle: 1, Steady: 0} {
		if got := len(Lint(r, Options{Level: level}, slowly)); got != want {
			t.Errorf("%v: %d warnings, want %d", level, got, want)
		}
	}
}

func ExampleLint() {
	r, err := Parse("legs.yaml", []byte("title: Legs\nstretches:\n  - name: Squat\n    hold: 30s\n    tips: Bend to 90°.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range Lint(r, Options{}, func(string) (time.Duration, bool) { return time.Second, true }) {
		fmt.Println(w)
	}
	// Output:
	// legs.yaml:5:11: voices say "90°" badly: write it in words
}
