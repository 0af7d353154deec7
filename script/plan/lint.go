package plan

import (
	"respite/script"
	"respite/script/internal/notation"
	"respite/script/routine"

	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A linter goes through a routine and collects warnings.
type linter struct {
	*composer
	warnings routine.ErrorList
}

const (
	longSetup = time.Minute
	unhurried = 1.6 // by how much a line may lengthen its phase without a warning
)

// Lint finds what a routine may hold and a listener would stumble over: lines that
// outlast their breath, tips that find no room, sides that differ, and so on.
// The options and the lengths of lines are those of [Build], and a routine that it
// refuses has no warnings.
func Lint(r *routine.Routine, o Options, v Voice) routine.ErrorList {
	o.Rounds, o.Only, o.Skip = 1, nil, nil
	c, err := newComposer(r, o, v)
	if err != nil {
		return nil
	}
	l := &linter{composer: c}
	l.words()
	l.splits()
	for i, e := range c.entries {
		if e.Motion == routine.Rest {
			continue
		}
		l.breathLines(e.Stretch)
		l.early(e, o.Level.share())
		l.setup(e.Stretch)
		l.oddRange(e.Stretch)
		l.noWayOut(e.Stretch, c.entries[i+1:])
		l.unlikeTwin(e.Stretch, c.entries[i+1:])
	}
	l.warnings.Sort()
	return l.warnings
}

func (l *linter) warn(at routine.Pos, format string, args ...any) {
	l.warnings = append(l.warnings, l.routine.Errorf(at, format, args...))
}

// unspeakable is what voices say badly or each in its own way.
var unspeakable = regexp.MustCompile(`[^\p{L}\p{M}\s.,;:!?¡¿'’"“”„«»()…–—-]+`)

// words warns of digits and symbols.
func (l *linter) words() {
	seen := map[string]bool{}
	for text, pos := range l.routine.Lines() {
		if bad := unspeakable.FindString(text); bad != "" && !seen[text] {
			seen[text] = true
			l.warn(pos, "voices say %q badly: write it in words", bad)
		}
	}
}

// splits warns of lines that a comma between brackets has probably cut in two.
func (l *linter) splits() {
	for text, at := range l.routine.Lines() {
		if first, _ := utf8.DecodeRuneInString(text); !unicode.IsLower(first) || at.Line == 0 {
			continue
		}
		before := []rune(l.routine.Source(at.Line))[:at.Column-1]
		if strings.HasSuffix(strings.TrimSpace(string(before)), ",") {
			l.warn(at, "the comma before it makes this a line of its own: put a line with a comma in quotes")
		}
	}
}

// breathLines warns of lines that make the phases of a flow much longer.
func (l *linter) breathLines(s *routine.Stretch) {
	for _, ph := range []struct {
		line   routine.Line
		name   string
		length time.Duration
	}{{s.Flow.Inhale, "inhale", l.breath.In}, {s.Flow.Exhale, "exhale", l.breath.Out}} {
		for text, pos := range routine.Texts(ph.line) {
			if needs := l.lengthOf(text) + tail; float64(needs) > unhurried*float64(ph.length) {
				l.warn(pos, "the line makes the %s of %s last %s: shorten it, or slow the breath",
					ph.name, notation.Time(ph.length), notation.Time(tenthUp(needs)))
			}
		}
	}
}

// early warns of tips that find no room in their dose.
func (l *linter) early(e entry, at share) {
	side := script.Side("")
	if e.Motion == routine.Hold && len(e.Sides) > 0 {
		side = e.Sides[0]
	}
	d := l.plan(e.Stretch, side, l.fill(e.Stretch, at, e.bias))
	if n := len(d.early); n > 0 {
		l.warn(e.Dose.Pos, "the dose is too short for its tips: %d of %d %s said before it", n, len(e.Tips), isOrAre(n))
	}
}

// setup warns of a set-up that is hard to keep in mind.
func (l *linter) setup(s *routine.Stretch) {
	var sum time.Duration
	for _, line := range s.Setup {
		sum += lineGap.usual + l.lengthOf(line.On(script.Right))
	}
	if sum > longSetup {
		l.warn(s.Setup[0].Pos, "the set-up takes %s: shorten it, or make tips of what can wait", notation.Time(sum.Truncate(time.Second)))
	}
}

// oddRange warns of the end of a range that two sides cannot share.
func (l *linter) oddRange(s *routine.Stretch) {
	n := s.Dose.Breaths
	if n[1] == 0 || step(s) == 1 {
		return
	}
	if m, _ := l.menu(s); n != [2]int{m.low, m.high} {
		l.warn(s.Dose.Pos, "the sides cannot share an odd number of breaths: this is %s", routine.Dose{Breaths: [2]int{m.low, m.high}})
	}
}

// noWayOut warns where nothing is said between a dose and a move of the whole body.
func (l *linter) noWayOut(s *routine.Stretch, later []entry) {
	for _, next := range later {
		if next.Motion == routine.Rest {
			continue
		}
		if len(next.Move) > 0 && len(s.Release) == 0 && s.Leave.IsEmpty() {
			l.warn(s.NamePos, "nothing tells how to get out of this before the move that follows: add release or leave")
		}
		return
	}
}

// unlikeTwin warns where the sides are stretches of their own with different doses.
func (l *linter) unlikeTwin(s *routine.Stretch, later []entry) {
	for _, other := range later {
		if sides.MatchString(s.Name) && !other.Dose.IsSame(s.Dose) && sideless(s.Name) == sideless(other.Name) {
			l.warn(other.Dose.Pos, "the sides are unequal: %s has %s", notation.Quote(s.Name), s.Dose)
		}
	}
}

var sides = regexp.MustCompile(`(?i)\b(right|left|rechts?|links?|rechte[nrs]?|linke[nrs]?|derech[ao]|izquierd[ao])\b`)

// sideless is a name without the side in it.
func sideless(name string) string {
	return strings.ToLower(sides.ReplaceAllString(name, "\x01"))
}

func tenthUp(d time.Duration) time.Duration {
	return (d + 100*time.Millisecond - 1).Truncate(100 * time.Millisecond)
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
