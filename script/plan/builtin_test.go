package plan

import (
	"errors"
	"testing"
	"time"

	"respite/script/routines"
)

// The default routine can last from 8:30 to 20 minutes or more at full guidance, and
// less at lower guidance, with a voice of an estimated tempo. No built-in routine has
// a warning.
func TestBuiltinsFitTheirLengths(t *testing.T) {
	limits := map[Guidance]time.Duration{Full: 510 * time.Second, Brief: 465 * time.Second, Quiet: 450 * time.Second}
	for _, name := range routines.Names() {
		for _, language := range routines.Languages(name) {
			r, err := routines.Open(name, language)
			if err != nil {
				t.Fatal(err)
			}
			v := Voice{Lengths: Estimated(language)}
			for guidance, most := range limits {
				if warnings := Lint(r, Options{Guidance: guidance}, v); len(warnings) > 0 {
					t.Errorf("%s in %s, %v: %v", name, language, guidance, warnings)
				}
				if name != routines.Default || language != "en" {
					continue
				}
				var e *LengthError
				if _, err := Build(r, Options{Guidance: guidance, Length: Length(time.Second)}, v); !errors.As(err, &e) || e.Shortest > most || e.Longest < 20*time.Minute {
					t.Errorf("%v: %v, want from %s to 20m or more", guidance, err, most)
				}
			}
		}
	}
}
