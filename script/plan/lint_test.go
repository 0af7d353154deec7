package plan

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"respite/script/routine"
)

// inStretch returns a routine whose only stretch has a name and the given keys.
func inStretch(keys string) string {
	return "title: T\nstretches:\n- name: A\n  " + strings.ReplaceAll(keys, "\n", "\n  ") + "\n"
}

// parsed parses a routine from a file named x.
func parsed(t *testing.T, text string) *routine.Routine {
	t.Helper()
	r, err := routine.Parse("x", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// slowly is a voice that takes half a second for a word.
var slowly = Voice{Phrases: phrases, Lengths: func(text string) []time.Duration {
	return []time.Duration{time.Duration(len(strings.Fields(text))) * 500 * time.Millisecond}
}}

// report formats a list of mistakes without the file's name.
func report(err error) string {
	var list routine.ErrorList
	if !errors.As(err, &list) {
		return fmt.Sprint(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, strings.TrimPrefix(e.Error(), "x:"))
	}
	return strings.Join(out, "\n")
}

func TestLint(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing": {inStretch("hold: 30s\nrelease: Let go."), ""},
		"digits":  {inStretch("hold: 30s\ntips: Hold 30 s & relax."), `5:9: voices pronounce "30" badly: write it in words`},
		"symbols": {inStretch("hold: 30s\ntips: 'Turn by ninety°.'"), `5:9: voices pronounce "°" badly: write it in words`},
		"fine":    {inStretch("hold: 30s\ntips: '¿Todo bien? «Sí», it’s – well… fine!'"), ""},
		"split": {inStretch("hold: 30s\nsetup: [Lift your chest, and look up.]"),
			"5:28: the comma before this text starts a new line: put a line with a comma in quotes"},
		"no split": {inStretch("hold: 30s\nsetup:\n- lift your chest\n- look up"), ""},
		"long cue": {inStretch("flow: 4 breaths\nexhale: One two three four five six seven."),
			"5:11: the cue takes 3.5s and has 3.3s before the exhale: move it to rehearse, and write a few words here"},
		"the place of a text that stands twice": {inStretch("flow: 4 breaths\nsides: [right, left]\nrehearse: {inhale: One two three four five six seven eight nine ten eleven twelve.}\ninhale: {right: Up., left: One two three four five six seven eight nine ten eleven twelve.}"),
			"7:30: the cue takes 6s and has 5.3s before the inhale: move it to rehearse, and write a few words here"},
		"early": {inStretch("hold: 15s\ntips: [One two three four., Five six seven eight., Nine ten eleven twelve., One more line here., Another line here.]"),
			"4:9: the dose is too short for its cues and tips: 2 of 5 are said before it"},
		"set-up": {inStretch("hold: 30s\nsetup:\n" + strings.Repeat("- One two three four five six seven.\n", 11)),
			"6:5: the set-up takes 1m6s: shorten it, or make tips of what can wait"},
		"odd": {inStretch("flow: 5..11 breaths\nsides: [right, left]"),
			"4:9: the two sides cannot share every number of breaths equally: the dose becomes 6..10 breaths"},
		"no way out": {inStretch("hold: 30s\nfrom: back") + "- rest: 20s\n- name: B\n  from: stomach\n  hold: 30s\n",
			"3:9: no line leads out of this pose before the next move: add release or leave"},
		"a way out":         {inStretch("hold: 30s\nfrom: back\nleave: {inhale: Up.}") + "- name: B\n  from: stomach\n  hold: 30s\n", ""},
		"where it is there": {inStretch("hold: 30s\nfrom: back") + "- name: B\n  from: back\n  hold: 30s\n", ""},
		"unequal twins": {"title: T\nstretches:\n- {name: Twist right, hold: 30s}\n- {name: Twist left, hold: 40s}\n- {name: Bend left, hold: 50s}\n",
			`4:28: the sides are unequal: "Twist right" has 30s`},
		"move without from": {inStretch("hold: 30s\nmove: Lie down."), "5:9: the move is said even if the body is already in the position: add from with that position"},
		"no time after the move": {inStretch("hold: 30s\nfrom: back\nmove: Lie down.\nsettle: 2s"),
			"3:3: 2s after the move is too short to get there"},
		"many words": {inStretch("hold: 30s\nsetup: " + strings.Repeat("word ", 28)), "5:11: 28 words at once are hard to follow: split them into several lines"},
		"four hours": {inStretch("hold: 4h"), "4:9: a hold of 3h59m50s is too long for a stretch: use a rest or a flow for breathing"},
		"caution as a tip": {inStretch("hold: 30s\ntips: Leave this out if you are pregnant."),
			"5:9: this line is not said at every level of guidance: move it to caution"},
		"caution": {inStretch("hold: 30s\ncaution: Leave this out if you are pregnant."), ""},
		"a short practice": {"breath: {in: 4s, hold: 4s, out: 4s}\n" + inStretch("flow: 4m"),
			"5:9: a breathing session of less than five minutes has little effect: this one has 4:00"},
		"brief lines": {inStretch("hold: 30s\nbrief: [One., Two., Three., Four.]"), "5:31: brief has at most three lines: join some, or leave out this one"},
	} {
		if got := report(Lint(parsed(t, c.text), Options{}, slowly)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// The warnings depend on the session's options.
func TestLintKnowsTheOptions(t *testing.T) {
	r := parsed(t, inStretch("hold: 10s..2m\ntips: [One two three four., Five six seven eight., Nine ten eleven twelve., One more line here., Another line here.]"))
	for level, want := range map[Level]int{Gentle: 1, Steady: 0} {
		if got := len(Lint(r, Options{Level: level}, slowly)); got != want {
			t.Errorf("%v: %d warnings, want %d", level, got, want)
		}
	}
}

func ExampleLint() {
	r, err := routine.Parse("legs.yaml", []byte("title: Legs\nstretches:\n  - name: Squat\n    hold: 30s\n    tips: Bend to 90°.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range Lint(r, Options{}, Voice{Lengths: Estimated("en")}) {
		fmt.Println(w)
	}
	// Output:
	// legs.yaml:5:11: voices pronounce "90°" badly: write it in words
}
