package plan

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"respite/script"
	"respite/script/internal/notation"
	"respite/script/routine"
)

// Limits of what a listener can follow.
const (
	longSetup      = time.Minute
	longLine       = 25 // words
	longHold       = 10 * time.Minute
	breathSession  = 5 * time.Minute
	shortestSettle = 5 * time.Second
)

// Lint returns warnings about what a routine may contain but would confuse a listener:
// cues that do not fit before their phase, lines without room in their dose, positions
// that no move leads to, sides that differ, and so on. The options and the lengths of
// lines are those of Build. A routine that Build refuses has no warnings.
func Lint(r *routine.Routine, o Options, v Voice) routine.ErrorList {
	o.Rounds, o.Only, o.Skip = 1, nil, nil
	c, err := newComposer(r, o, v)
	if err != nil {
		return nil
	}
	l := &linter{composer: c, routine: r, plan: c.plan}
	l.words()
	l.splits()
	l.breathSession()
	for i, e := range c.entries {
		if !e.stretch.Motion.IsStretch() {
			continue
		}
		l.cues(e.stretch)
		l.early(e, o.Level.share())
		l.setup(e.stretch)
		l.dose(e.stretch)
		l.move(e.stretch)
		l.noWayOut(e.stretch, c.entries[i+1:])
		l.unlikeTwin(e.stretch, c.entries[i+1:])
		l.caution(e.stretch)
	}
	l.warnings.Sort()
	return l.warnings
}

// A linter collects the warnings for a routine.
type linter struct {
	composer *composer
	routine  *routine.Routine
	plan     *planner
	warnings routine.ErrorList
}

func (l *linter) warn(at routine.Pos, format string, args ...any) {
	l.warnings = append(l.warnings, l.routine.Errorf(at, format, args...))
}

// unspeakable matches what voices pronounce badly or inconsistently.
var unspeakable = regexp.MustCompile(`[^\p{L}\p{M}\s.,;:!?¡¿'’"“”„«»()…–—-]+`)

// words warns of digits and symbols, and of lines that are too long to follow.
func (l *linter) words() {
	seen := map[string]bool{}
	for text, pos := range l.routine.Lines() {
		if seen[text] {
			continue
		}
		seen[text] = true
		if bad := unspeakable.FindString(text); bad != "" {
			l.warn(pos, "voices pronounce %q badly: write it in words", bad)
		}
		if n := len(strings.Fields(text)); n > longLine {
			l.warn(pos, "%d words at once are hard to follow: split them into several lines", n)
		}
	}
}

// splits warns of lines that were probably cut in two by a comma between brackets.
func (l *linter) splits() {
	for text, at := range l.routine.Lines() {
		first, _ := utf8.DecodeRuneInString(text)
		if !unicode.IsLower(first) || at.Line == 0 {
			continue
		}
		before := []rune(l.routine.Source(at.Line))[:at.Column-1]
		if strings.HasSuffix(strings.TrimSpace(string(before)), ",") {
			l.warn(at, "the comma before this text starts a new line: put a line with a comma in quotes")
		}
	}
}

// breathSession warns of a breathing practice that is too short to help: in studies,
// effective ones lasted five minutes or more (Bentley 2023). A routine is a breathing
// practice when its breath has more than in and out, and it has no holds.
func (l *linter) breathSession() {
	var breathing time.Duration
	for _, e := range l.composer.entries {
		if e.stretch.Motion == routine.Hold {
			return
		}
		if e.stretch.Motion == routine.Flow {
			breathing += time.Duration(l.plan.choice(e.stretch).high*e.stretch.Dose.Times()) * l.plan.cycle(e.stretch).total()
		}
	}
	if b := l.plan.breath; b.In+b.Out < b.Total() && breathing < breathSession {
		l.warn(l.composer.entries[0].stretch.Dose.Pos, "a breathing session of less than five minutes has little effect: this one has %s", script.Clock(breathing))
	}
}

// cues warns of cues of a flow that are too long to be said before their phase.
func (l *linter) cues(s *routine.Stretch) {
	if s.Motion != routine.Flow {
		return
	}
	for _, kind := range []script.Kind{script.Inhale, script.Exhale} {
		room := l.plan.cycle(s).before(kind) - cueLead
		for text, pos := range routine.Texts(cueLine(s.Flow, kind)) {
			if needs := l.plan.lengthOf(text); needs > room {
				l.warn(pos, "the cue takes %s and has %s before the %s: move it to rehearse, and write a few words here",
					notation.Time(tenthUp(needs)), notation.Time(max(room, 0).Truncate(100*time.Millisecond)), kind)
			}
		}
	}
}

// early warns of lines without room in their dose.
func (l *linter) early(e entry, at share) {
	d := l.plan.dose(e.stretch, e.stretch.Passes()[0], l.plan.amount(e.stretch, at, e.bias).breaths, 0)
	if n := len(d.early); n > 0 {
		l.warn(e.stretch.Dose.Pos, "the dose is too short for its cues and tips: %d of %d %s said before it", n, len(e.stretch.Cues)+len(e.stretch.Tips), isOrAre(n))
	}
}

// setup warns of a set-up that is hard to remember.
func (l *linter) setup(s *routine.Stretch) {
	var sum time.Duration
	for _, line := range s.Setup {
		sum += lineGap.usual + l.plan.lengthOf(line.On(script.Right))
	}
	if sum > longSetup {
		l.warn(s.Setup[0].Pos, "the set-up takes %s: shorten it, or make tips of what can wait", notation.Time(sum.Truncate(time.Second)))
	}
	if len(s.Brief) > 3 {
		l.warn(s.Brief[3].Pos, "brief has at most three lines: join some, or leave out this one")
	}
}

// dose warns of a dose that cannot be shared by two sides or is too long to hold.
func (l *linter) dose(s *routine.Stretch) {
	if n := s.Dose.Count(); n[1] > 0 {
		if c := l.plan.choice(s); n != [2]int{c.low, c.high} {
			l.warn(s.Dose.Pos, "the two sides cannot share every number of breaths equally: the dose becomes %s", routine.Dose{Breaths: [2]int{c.low, c.high}})
		}
	}
	if longest := l.plan.window(s, l.plan.choice(s).high, 0); s.Motion == routine.Hold && longest > longHold {
		l.warn(s.Dose.Pos, "a hold of %s is too long for a stretch: use a rest or a flow for breathing", notation.Time(longest.Truncate(time.Second)))
	}
}

// move warns of a move that leaves no time, and of a missing position.
func (l *linter) move(s *routine.Stretch) {
	if s.From == "" && len(s.Move) > 0 {
		l.warn(s.Move[0].Pos, "the move is said even if the body is already in the position: add from with that position")
	}
	if s.Settle > 0 && s.Settle < shortestSettle && len(s.Setup) == 0 && len(s.Move) > 0 {
		l.warn(s.Pos, "%s after the move is too short to get there", notation.Time(s.Settle))
	}
}

// noWayOut warns where no line leads out of a dose before a move of the whole body.
func (l *linter) noWayOut(s *routine.Stretch, later []entry) {
	for _, next := range later {
		if !next.stretch.Motion.IsStretch() {
			continue
		}
		moves := len(next.stretch.Move) > 0 && next.stretch.From == "" || next.stretch.From != "" && next.stretch.From != s.End()
		if moves && len(s.Release) == 0 && s.Leave.IsEmpty() {
			l.warn(s.NamePos, "no line leads out of this pose before the next move: add release or leave")
		}
		return
	}
}

// unlikeTwin warns of two stretches for the two sides whose doses differ.
func (l *linter) unlikeTwin(s *routine.Stretch, later []entry) {
	for _, other := range later {
		if sides.MatchString(s.Name) && !other.stretch.Dose.IsSame(s.Dose) && sideless(s.Name) == sideless(other.stretch.Name) {
			l.warn(other.stretch.Dose.Pos, "the sides are unequal: %s has %s", notation.Quote(s.Name), s.Dose)
		}
	}
}

// caution warns of a note on contraindications that is written as a tip, because tips
// are not said at every guidance.
func (l *linter) caution(s *routine.Stretch) {
	for _, lines := range [][]routine.Line{s.Tips, s.Cues, s.Setup} {
		for text, pos := range routine.Texts(lines...) {
			if contraindication.MatchString(text) {
				l.warn(pos, "this line is not said at every level of guidance: move it to caution")
			}
		}
	}
}

// contraindication matches notes on who should leave a stretch out.
var contraindication = regexp.MustCompile(`(?i)\b(pregnan|schwanger|embarazad|osteopor|glauco?m|surgery|blood pressure|blutdruck|presión arterial|doctor|arzt|médico)`)

var sides = regexp.MustCompile(`(?i)\b(right|left|rechts?|links?|rechte[nrs]?|linke[nrs]?|derech[ao]|izquierd[ao])\b`)

// sideless returns a name without the side in it.
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
