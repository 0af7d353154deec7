package script

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// Whatever the options are, a session says nothing that Needs does not name.
func TestNeedsNamesAllThatIsSaid(t *testing.T) {
	for _, name := range Builtins() {
		for _, language := range BuiltinLanguages(name) {
			r, err := BuiltinIn(name, language)
			if err != nil {
				t.Fatal(err)
			}
			needs, err := r.Needs()
			if err != nil {
				t.Fatal(err)
			}
			for _, guidance := range []Guidance{Full, Brief, Quiet} {
				for _, level := range []Level{Gentle, Steady, Deep} {
					_, err := Build(r, Options{Guidance: guidance, Level: level}, func(string) (time.Duration, bool) { return 0, false })
					var missing *MissingLinesError
					if !errors.As(err, &missing) {
						t.Fatalf("%s %s: error %v", language, name, err)
					}
					for _, line := range missing.Lines {
						if !slices.Contains(needs, line) {
							t.Errorf("%s %s: %q is not named", language, name, line)
						}
					}
				}
			}
		}
	}
	unknown := &Routine{Language: "xx"}
	if _, err := unknown.Needs(); err == nil {
		t.Error("a language without stock phrases was taken")
	}
}
