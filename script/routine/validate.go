package routine

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"respite/script/internal/notation"
)

// Validate checks a routine, whether it was built by hand or read from a file. The
// error is an ErrorList of every mistake.
func (r *Routine) Validate() error {
	v := &validator{routine: r, named: map[string]bool{}}
	v.head()
	for i := range r.Stretches {
		v.entry(&r.Stretches[i])
	}
	if len(v.errs) > 0 {
		return v.errs
	}
	return nil
}

// A validator checks a routine and collects mistakes.
type validator struct {
	routine *Routine
	named   map[string]bool // in lower case
	errs    ErrorList
}

func (v *validator) fail(at Pos, format string, args ...any) {
	v.errs = append(v.errs, v.routine.Errorf(at, format, args...))
}

// check records an error, if there is one.
func (v *validator) check(at Pos, err error) {
	if err != nil {
		v.fail(at, "%s", err)
	}
}

// head checks the fields outside of the stretches.
func (v *validator) head() {
	r := v.routine
	if r.Title == "" {
		v.fail(Pos{}, "the routine has no title")
	}
	if _, err := language.Parse(r.Language); err != nil {
		v.fail(Pos{}, "%s is not a language: write a code such as en, de or pt-BR", notation.Quote(r.Language))
	}
	v.check(Pos{}, r.Breath.check())
	if n := len(r.Stretches); n == 0 || n > maxStretches {
		v.fail(Pos{}, "%d stretches: 1 to %d", n, maxStretches)
	}
	v.lines(Pos{}, false, "opening", r.Opening)
	v.lines(Pos{}, false, "closing", r.Closing)
	v.lines(Pos{}, false, "opening", r.BriefOpening)
	v.lines(Pos{}, false, "closing", r.BriefClosing)
}

// entry checks one entry of the list.
func (v *validator) entry(s *Stretch) {
	switch s.Motion {
	case Hold, Flow:
		v.stretch(s)
	case Rest:
		v.check(s.Dose.Pos, s.Dose.check(Rest, s.Dose.String()))
	case Say:
		if len(s.Say) == 0 {
			v.fail(s.Pos, "say has no line")
		}
		v.lines(s.Pos, false, "say", s.Say)
	case Pause:
		if s.Pause < time.Second || s.Pause > longestEntryPause {
			v.fail(s.Pos, "a pause is %s to %s", notation.Time(time.Second), notation.Time(longestEntryPause))
		}
	case Sound:
		if s.File == "" {
			v.fail(s.Pos, "sound has no file")
		}
	default:
		v.fail(s.Pos, "%s is not a motion", notation.Quote(string(s.Motion)))
	}
}

// stretch checks a hold or a flow.
func (v *validator) stretch(s *Stretch) {
	key := strings.ToLower(s.Name)
	switch {
	case s.Name == "":
		v.fail(s.Pos, "a stretch has no name")
	case v.named[key]:
		v.fail(s.NamePos, "a second stretch named %s", notation.Quote(s.Name))
	}
	v.named[key] = true
	v.check(s.Dose.Pos, s.Dose.check(s.Motion, s.Dose.String()))
	if len(s.Sides) > 0 && !areSides(s.Sides) {
		v.fail(s.Pos, "%s: sides are right and left, or left and right", s.Name)
	} else {
		v.check(s.Dose.Pos, s.checkShare())
	}
	for _, position := range []string{s.From, s.To} {
		if position != "" && !slices.Contains(Positions(), position) {
			v.fail(s.Pos, "%s: unknown position %s", s.Name, notation.Quote(position))
		}
	}
	if s.Settle < 0 || s.Settle > 20*time.Second {
		v.fail(s.Pos, "%s: settle is 1s to 20s", s.Name)
	}
	if s.Retain.Empty < 0 || s.Retain.Full < 0 || s.Retain.Empty+s.Retain.Full > 6*time.Minute {
		v.fail(s.Pos, "%s: the breath is held for 1s to 3m", s.Name)
	}
	v.stretchLines(s)
}

// stretchLines checks the lines of a stretch.
func (v *validator) stretchLines(s *Stretch) {
	sided := len(s.Sides) > 0
	once := sided && s.Motion == Hold // such lines are said for each side
	for _, part := range []struct {
		what  string
		lines []Line
	}{
		{"caution", s.Caution}, {"move", s.Move}, {"setup", s.Setup}, {"brief", s.Brief}, {"enter", s.Enter.Lines()},
		{"cues", s.Cues}, {"tips", s.Tips}, {"leave", s.Leave.Lines()}, {"release", s.Release},
	} {
		v.lines(s.Pos, once, s.Name+": "+part.what, part.lines)
	}
	v.lines(s.Pos, sided, s.Name+": inhale and exhale", slices.Concat(s.Rehearse.Lines(), s.Flow.Lines()))
	if s.Motion == Hold && !(s.Flow.IsEmpty() && s.Rehearse.IsEmpty() && s.Retain == Retention{}) {
		v.fail(s.Pos, "%s: inhale, exhale, rehearse and retain are for a flow", s.Name)
	}
}

// lines checks that every line has a text, or one for each side where that is allowed.
func (v *validator) lines(at Pos, sided bool, what string, lines []Line) {
	for _, l := range lines {
		if l.Pos != (Pos{}) {
			at = l.Pos
		}
		v.check(at, checkLine(l, sided, what))
	}
}

func checkLine(l Line, sided bool, what string) error {
	switch {
	case l.IsEmpty():
		return fmt.Errorf("%s: an empty line", what)
	case l.Text != "" && (l.Right != "" || l.Left != ""):
		return fmt.Errorf("%s: a line for both sides cannot have other texts for right and left", what)
	case l.Text == "" && (l.Right == "" || l.Left == ""):
		return fmt.Errorf("%s: a line for one side needs one for the other", what)
	case l.IsSided() && !sided:
		return fmt.Errorf("%s: right and left need sides", what)
	}
	for text := range Texts(l) {
		if utf8.RuneCountInString(text) > maxText {
			return errors.New("the text is too long for one line: " + notation.Quote(text))
		}
	}
	return nil
}
