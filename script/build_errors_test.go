package script

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

// Every error of Parse and Build can be asked for what it holds, wrapped as well.
func TestErrorsCanBeAsked(t *testing.T) {
	r, err := Parse("x", []byte(inStretch("hold: 30s")))
	if err != nil {
		t.Fatal(err)
	}
	tight, err := Parse("x", []byte(inStretch("hold: 5s")))
	if err != nil {
		t.Fatal(err)
	}
	wrapped := func(r *Routine, o Options, known bool) error {
		_, err := Build(r, o, func(string) (time.Duration, bool) { return time.Second, known })
		return fmt.Errorf("wrapped: %w", err)
	}

	var missing *MissingLinesError
	if err := wrapped(r, Options{}, false); !errors.As(err, &missing) || len(missing.Lines) != 4 {
		t.Errorf("%v", err)
	}
	var choice *ChoiceError
	if err := wrapped(r, Options{Only: []string{"b"}}, true); !errors.As(err, &choice) || choice.Name != "b" {
		t.Errorf("%v", err)
	}
	var length *LengthError
	if err := wrapped(r, Options{Length: Length(time.Hour)}, true); !errors.As(err, &length) || length.Want != time.Hour {
		t.Errorf("%v", err)
	}
	var list ErrorList
	var one *Error
	err = wrapped(tight, Options{}, true)
	if !errors.As(err, &list) || len(list) != 1 || !errors.As(err, &one) || one.Line != 4 || !errors.Is(err, list[0]) {
		t.Errorf("%v", err)
	}
}

// Length is solved after everything else is right, so that its error is never the first of several.
func TestMissingLinesComeBeforeLength(t *testing.T) {
	r, err := Parse("x", []byte(inStretch("hold: 30s")))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Build(r, Options{Length: Length(time.Hour)}, func(string) (time.Duration, bool) { return 0, false })
	var missing *MissingLinesError
	if !errors.As(err, &missing) {
		t.Errorf("%v", err)
	}
}

func ExampleBuild() {
	r, err := Parse("cobra.yaml", []byte("title: Cobra\nstretches:\n  - name: Cobra\n    hold: 1..30 breaths\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	aSecond := func(string) (time.Duration, bool) { return time.Second, true }
	t, err := Build(r, Options{Length: Length(3 * time.Minute)}, aSecond)
	if err != nil {
		fmt.Println(err)
		return
	}
	last := t.Cues[len(t.Cues)-1]
	fmt.Println(t.Length, last.Kind, last.Bell, last.At)

	_, err = Build(r, Options{Length: Length(time.Hour)}, aSecond)
	var no *LengthError
	if errors.As(err, &no) {
		fmt.Println(err)
		fmt.Println("rounds:", no.Rounds)
	}
	// Output:
	// 3m0s bell ending 2m49s
	// the session cannot last 1h: the shortest is 40s, the longest 5m36s
	// rounds: 11
}
