package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"respite/script"
	"respite/script/routine"
	"respite/script/routines"
	"respite/script/stock"
)

// errors.As finds every error of Build, wrapped as well.
func TestErrorsCanBeAsked(t *testing.T) {
	build := func(text string, o Options, v Voice) error {
		_, err := Build(parsed(t, text), o, v)
		return fmt.Errorf("wrapped: %w", err)
	}
	mute := Voice{Lengths: func(string) []time.Duration { return nil }}
	hold := inStretch("hold: 30s")

	var missing *MissingLinesError
	if err := build(hold, Options{Length: Length(time.Hour)}, mute); !errors.As(err, &missing) || !slices.Contains(missing.Lines, "A") {
		t.Errorf("%v", err)
	}
	var choice *script.ChoiceError
	if err := build(hold, Options{Only: []string{"b"}}, slowly); !errors.As(err, &choice) || choice.Name != "b" {
		t.Errorf("%v", err)
	}
	var length *LengthError
	if err := build(hold, Options{Length: Length(time.Hour)}, slowly); !errors.As(err, &length) || length.Want != time.Hour || length.Rounds < 2 {
		t.Errorf("%v", err)
	}
	var list routine.ErrorList
	var one *routine.Error
	if err := build(inStretch("hold: 5s"), Options{}, slowly); !errors.As(err, &list) || len(list) != 1 || !errors.As(err, &one) || one.Line != 4 {
		t.Errorf("%v", err)
	}
	slow := "breath: {in: 10s, out: 10s}\n" // 5 s is less than half of a breath
	for text, want := range map[string]string{
		slow + inStretch("flow: 5s"):  "5:9: 5s is too short for whole breaths of 20s here: the shortest is 20s",
		slow + inStretch("flow: 10s"): "",
		inStretch("flow: 1..2 breaths\nsides: [right, left]\nenter: {inhale: Lift.}"): "4:9: 1..2 breaths cannot be done here: write 3 breaths or more, for two sides and 1 to enter and leave",
		inStretch("hold: 1 breath\nenter: {exhale: Fold.}\nleave: {exhale: Rise.}"):   "4:9: 1 breath cannot be done here: write 2 breaths or more, to enter and to leave",
		inStretch("hold: 1 breath\nenter: {inhale: Lift.}\nleave: {exhale: Lower.}"):  "",
		slow + inStretch("hold: 1m") + "- rest: 9.999s\n":                             "6:9: 9.999s is too short for whole breaths of 20s here: the shortest is 20s",
	} {
		if err := build(text, Options{}, slowly); want == "" && errors.As(err, &list) || want != "" && (!errors.As(err, &list) || report(list) != want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	var phrases *stock.MissingError
	if err := build("language: sw\n"+hold, Options{}, mute); !errors.As(err, &phrases) || phrases.Language != "sw" {
		t.Errorf("%v", err)
	}
	if err := build(hold+"- sound: gong.wav\n", Options{}, slowly); !errors.As(err, &list) || !strings.Contains(err.Error(), "gong.wav") {
		t.Errorf("%v", err)
	}
}

// An invalid routine that was built by hand is an error, whatever is wrong with it.
func TestBuildByHand(t *testing.T) {
	valid := func() *routine.Routine {
		return &routine.Routine{Title: "T", Language: "en", Breath: routine.Breath{In: 4 * time.Second, Out: 6 * time.Second},
			Stretches: []routine.Stretch{{Motion: routine.Hold, Name: "A", Dose: routine.Dose{Breaths: [2]int{3, 3}}}}}
	}
	if _, err := Build(valid(), Options{}, slowly); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*routine.Routine){
		"no title":    func(r *routine.Routine) { r.Title = "" },
		"no language": func(r *routine.Routine) { r.Language = "" },
		"no breath":   func(r *routine.Routine) { r.Breath = routine.Breath{} },
		"nothing":     func(r *routine.Routine) { r.Stretches = nil },
		"one side":    func(r *routine.Routine) { r.Stretches[0].Sides = []script.Side{script.Right} },
		"no dose":     func(r *routine.Routine) { r.Stretches[0].Dose = routine.Dose{} },
		"no motion":   func(r *routine.Routine) { r.Stretches[0].Motion = "" },
		"no name":     func(r *routine.Routine) { r.Stretches[0].Name = "" },
		"half a line": func(r *routine.Routine) { r.Stretches[0].Setup = []routine.Line{{Right: "Right."}} },
		"no text":     func(r *routine.Routine) { r.Stretches[0].Tips = []routine.Line{{}} },
		"reversed":    func(r *routine.Routine) { r.Stretches[0].Dose.Breaths = [2]int{5, 3} },
		"nowhere":     func(r *routine.Routine) { r.Stretches[0].From = "upside down" },
	} {
		r := valid()
		spoil(r)
		var list routine.ErrorList
		if _, err := Build(r, Options{}, slowly); !errors.As(err, &list) {
			t.Errorf("%s: %v", name, err)
		}
		if Lint(r, Options{}, slowly) != nil {
			t.Errorf("%s: Lint has warnings of it", name)
		}
	}
}

// Under all options, a session has only lines of RequiredLines.
func TestRequiredLinesAreAllThatIsSaid(t *testing.T) {
	for _, name := range routines.Names() {
		for _, language := range routines.Languages(name) {
			r, err := routines.Open(name, language)
			if err != nil {
				t.Fatal(err)
			}
			lines, err := RequiredLines(r, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, guidance := range []Guidance{Full, Brief, Quiet} {
				for _, level := range []Level{Gentle, Steady, Deep} {
					tl, err := Build(r, Options{Guidance: guidance, Level: level, Rounds: 2}, Voice{Lengths: Estimated(language)})
					if err != nil {
						t.Fatalf("%s %s: %v", language, name, err)
					}
					for _, c := range tl.Cues {
						if c.Kind == script.Speech && !slices.Contains(lines, c.Text) {
							t.Errorf("%s %s: %q is not named", language, name, c.Text)
						}
					}
				}
			}
		}
	}
	if _, err := RequiredLines(&routine.Routine{Language: "xx"}, nil); err == nil {
		t.Error("a language without stock phrases was taken")
	}
}

func ExampleBuild() {
	r, err := routine.Parse("cobra.yaml", []byte("title: Cobra\nstretches:\n  - name: Cobra\n    hold: 1..30 breaths\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	aSecond := Voice{Lengths: func(string) []time.Duration { return []time.Duration{time.Second} }}
	t, err := Build(r, Options{Length: Length(3 * time.Minute)}, aSecond)
	if err != nil {
		fmt.Println(err)
		return
	}
	last := t.Cues[len(t.Cues)-1]
	fmt.Println(t.Length, last.Kind, last.Bell, last.At)
	// Output:
	// 3m0s bell ending 2m49s
}
