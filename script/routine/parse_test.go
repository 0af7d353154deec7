package routine

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// inStretch returns a routine whose only stretch has a name and the given keys.
func inStretch(keys string) string {
	return "title: T\nstretches:\n- name: A\n  " + strings.ReplaceAll(keys, "\n", "\n  ") + "\n"
}

// atTop returns a routine with the given keys at the top.
func atTop(keys string) string {
	return keys + "\ntitle: T\nstretches: [{name: A, hold: 30s}]\n"
}

// TestParseRefuses reads testdata/mistakes.txt. It holds routines, each followed by a
// line of dashes and its mistakes, with a line of equals signs between two routines.
func TestParseRefuses(t *testing.T) {
	golden, err := os.ReadFile("testdata/mistakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for entry := range strings.SplitSeq(strings.TrimSpace(string(golden)), "\n\n===\n") {
		text, want := cutLast(entry, "\n---\n")
		_, err := Parse("x", []byte(text))
		if got := report(err); got != strings.TrimSpace(want) {
			t.Errorf("in\n%s\n\ngot\n%s\n\nwant\n%s", text, got, want)
		}
	}
}

// report formats a list of mistakes without the file's name.
func report(err error) string {
	var list ErrorList
	if !errors.As(err, &list) {
		return fmt.Sprint(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, strings.TrimPrefix(e.Error(), "x:"))
	}
	return strings.Join(out, "\n")
}

func TestParseRefusesValues(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"hold: 30s\nmove:", "5:3: move is empty: give it a line or leave it out"},
		{"hold:", "4:3: hold is empty: give it a dose such as 30s or 8 breaths or leave it out"},
		{"hold: 30s\nmove: ''", "5:9: the text is empty"},
		{"hold: 30s\nmove: 5", "5:9: 5 is a number here: write it in quotes"},
		{"hold: 30s\nmove: .nan", "5:9: .nan is a number here: write it in quotes"},
		{"hold: 30s\nmove: true", "5:9: true means true or false here: write it in quotes"},
		{"hold: 30s\nmove: No", "5:9: No means true or false here: write it in quotes"},
		{"hold: 30s\nmove: \"a\\x1bb\"", "5:9: the text holds a control character"},
		{"hold: 30s\nmove: [[a]]", "5:10: expected text, found a list"},
		{"hold: 30s\nmove: [a, ~]", "5:13: an empty entry in the list of lines"},
		{"hold: 30s\ntips: {right: a, left: b}", "5:9: right and left need sides: add `sides: [right, left]` to the stretch, or write one text"},
		{"flow: 30s\nsides: [right, left]\ninhale: {right: a, left: b}\ntips: {right: a, left: b}",
			"7:9: in a flow only rehearse, inhale and exhale differ from side to side: write one text"},
		{"hold: 30s\nsides: right", "5:10: sides is [right, left] or [left, right]"},
		{"hold: 30s\nsettle: 40s", "5:11: 40s is out of range: settle is 1s to 20s"},
		{"hold: 30s\nsettle: 8", "5:11: 8 has no unit: write 8s"},
		{"hold: 30s\nsettle: 8 sec", `5:11: "8 sec" is not a time: write 8s`},
		{"hold: 30s\nsettle: [8s]", "5:11: expected a time such as 8s, found a list"},
		{"hold: {a: b}", "4:9: expected a dose such as 30s or 8 breaths, found keys with values"},
		{"hold: 30s\nenter: {inhale: Lift exhale: Lower}", "5:19: a colon in the text: write it in quotes, or put a comma before the next key"},
		{"hold: 30s\ninhale: Lift", "5:3: inhale is for a flow: in a hold, use enter, tips or leave"},
		{"flow: 5 breaths\nsides: [right, left]", "4:9: 5 breaths cannot be shared equally between two sides: write 4 or 6 breaths"},
		{"flow: 3 breaths\nsides: [right, left]", "4:9: 3 breaths cannot be shared equally between two sides: write 2 or 4 breaths"},
		{"flow: 4 breaths\nsides: [right, left]\nenter: {inhale: Lift.}", "4:9: 4 breaths cannot be shared equally between two sides (entering and leaving take a breath each): write 3 or 5 breaths"},
		{"flow: 2 breaths\nsides: [right, left]\nleave: {inhale: Lift.}", "4:9: 2 breaths cannot be shared equally between two sides (entering and leaving take a breath each): write 3 breaths"},
		{"flow: 1 breath\nsides: [right, left]", "4:9: 1 breath cannot be shared equally between two sides: write 2 breaths"},
		{"hold: 30s\nflow: 1m", "5:3: hold and flow in one stretch: keep one, or make two stretches of it"},
		{"tips: ok", "3:3: the stretch has no dose: add `hold: 30s` to keep still, or `flow: 8 breaths` to move with the breath"},
		{"hold: 30s\ntips: " + strings.Repeat("é", 301), "5:9: the text is too long for one line: \"" + strings.Repeat("é", 39) + "…\""},
		{"hold: 30s\ntips: [" + strings.Repeat("a, ", 51) + "]", "5:9: 51 lines: at most 50"},
	} {
		_, err := Parse("x", []byte(inStretch(c.keys)))
		if got := report(err); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.keys, got, c.want)
		}
	}
}

func TestParseReads(t *testing.T) {
	text, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := fullRoutine()
	for _, form := range []string{string(text), "\ufeff" + strings.ReplaceAll(string(text), "\n", "\r\n")} {
		got, err := Parse("some/folder/full.yaml", []byte(form))
		if err != nil {
			t.Fatal(err)
		}
		if at := got.Stretches[0].Dose.Pos; at != (Pos{25, 11, 13}) {
			t.Errorf("the dose is at %+v", at)
		}
		if l := got.Stretches[0].Flow.Exhale; l.Pos != (Pos{27, 21, 6}) || l.LeftPos != (Pos{27, 35, 5}) {
			t.Errorf("the line for each side is at %+v and %+v", l.Pos, l.LeftPos)
		}
		clearPlaces(got)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
}

// clearPlaces removes the positions, so that a parsed routine equals one built by
// hand.
func clearPlaces(r *Routine) {
	r.source = source{}
	var clean func(v reflect.Value)
	clean = func(v reflect.Value) {
		switch {
		case v.Type() == reflect.TypeFor[Pos]():
			v.SetZero()
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				if v.Field(i).CanSet() {
					clean(v.Field(i))
				}
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				clean(v.Index(i))
			}
		}
	}
	clean(reflect.ValueOf(r).Elem())
}

// fullRoutine is the content of testdata/full.yaml.
func fullRoutine() *Routine {
	line := func(text string) []Line { return []Line{{Text: text}} }
	return &Routine{
		Name: "full", Title: "Éverything", Language: "en",
		Breath:       Breath{In: 4 * time.Second, Sip: 1500 * time.Millisecond, Hold: 500 * time.Millisecond, Out: 6250 * time.Millisecond, Rest: time.Second},
		Opening:      line("One line."),
		BriefOpening: []Line{{Text: "One."}, {Text: "Line."}},
		Stretches: []Stretch{
			{
				Motion: Flow, Name: "Twist", From: "back", To: "side", Caution: line("Careful."), Image: "twist", Move: line("Lie down: on your back."),
				Setup: []Line{{Text: "First."}, {Text: "Folded over two lines."}}, Brief: line("Down."), Rehearse: Phases{Inhale: Line{Text: "Breathe in."}},
				Settle: 8 * time.Second, Enter: Phases{Inhale: Line{Text: "Up."}},
				Dose: Dose{Breaths: [2]int{5, 10}}, Sides: []script.Side{script.Left, script.Right},
				Flow: Phases{Inhale: Line{Text: "In."}, Exhale: Line{Right: "Right.", Left: "Left."}}, Cues: line("Softly."),
				Tips: line("5"), Retain: Retention{Empty: 30 * time.Second, Full: 15 * time.Second}, Leave: Phases{Exhale: Line{Text: "Down."}}, Release: line("A B C"),
			},
			{Motion: Rest, Dose: Dose{Time: [2]time.Duration{20 * time.Second, 20 * time.Second}}},
			{
				Motion: Hold, Name: "Still", Dose: Dose{Time: [2]time.Duration{30 * time.Second, 90 * time.Second}, Sets: 2, Rest: 10 * time.Second},
				Sides: []script.Side{script.Right, script.Left}, Tips: []Line{{Right: "To the right.", Left: "To the left."}},
			},
			{Motion: Say, Say: []Line{{Text: "Listen."}, {Text: "Again."}}},
			{Motion: Pause, Pause: 90 * time.Second},
			{Motion: Sound, File: "gong.wav"},
			{Motion: Flow, Name: "Reps", Dose: Dose{Reps: [2]int{10, 12}, Each: 3 * time.Second}},
		},
		Closing: []Line{{Text: "Rest."}, {Text: "Done."}},
	}
}

func TestParseDefaults(t *testing.T) {
	r, err := Parse("-", []byte(atTop("")))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Breath{In: 4 * time.Second, Out: 6 * time.Second}); r.Breath != want || r.Language != "en" || r.Name != "routine" {
		t.Errorf("got %+v", r)
	}
}

func TestParseRefusesLanguage(t *testing.T) {
	_, err := Parse("x", []byte(atTop("language: a b")))
	if want := `1:11: "a b" is not a language: write a code such as en, de or pt-BR`; report(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestGrammarExample checks that Parse accepts the example in the package comment.
func TestGrammarExample(t *testing.T) {
	text, err := os.ReadFile("../doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "// # Example\n//\n")
	example, _, _ = strings.Cut(example, "package script")
	if r, err := Parse("doc.go", []byte(strings.ReplaceAll(example, "//\t", ""))); err != nil || len(r.Stretches) != 4 {
		t.Errorf("the example in doc.go: %v, %v", r, err)
	}
}

func ExampleParse() {
	_, err := Parse("back.yaml", []byte("title: Back\nstretches:\n  - name: Cobra\n    holdd: 30\n"))
	for _, e := range err.(ErrorList) {
		fmt.Println(e)
		fmt.Println(e.Excerpt())
	}
	// Output:
	// back.yaml:4:5: unknown key "holdd" in a stretch: did you mean "hold"?
	//     4 |     holdd: 30
	//       |     ^^^^^
	// back.yaml:4:12: 30 has no unit: write 30s or 30 breaths
	//     4 |     holdd: 30
	//       |            ^^
}

// cutLast cuts a text at the last separator.
func cutLast(s, sep string) (before, after string) {
	i := strings.LastIndex(s, sep)
	return s[:i], s[i+len(sep):]
}
