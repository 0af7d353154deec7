package plan

import (
	"math"
	"time"
)

// A pause is how long a calm teacher leaves between one thing and the next:
// as a rule, and the least and the most when a session is made to last a given time.
type pause struct{ usual, least, most time.Duration }

// The pauses. What the body needs for a move of the whole of it, and to get
// into position, is never cut short. Sources are given where a figure is not a
// matter of taste.
var (
	lineGap     = pause{2500 * time.Millisecond, 2 * time.Second, 3750 * time.Millisecond}
	sectionGap  = pause{3500 * time.Millisecond, 2500 * time.Millisecond, 5250 * time.Millisecond} // before the chime of a change; with the chime, 6 s between sections
	moveTime    = pause{10 * time.Second, 10 * time.Second, 15 * time.Second}                      // after a line that asks for another position of the whole body
	changeTime  = pause{6 * time.Second, 5 * time.Second, 9 * time.Second}                         // after the line that asks for the other side
	settleTime  = pause{8 * time.Second, 8 * time.Second, 12 * time.Second}                        // to get into position after the set-up
	settleQuiet = pause{12 * time.Second, 9 * time.Second, 18 * time.Second}                       // the same where the set-up was not spoken
	endingLead  = pause{3 * time.Second, 2100 * time.Millisecond, 4500 * time.Millisecond}         // before the ending bell
)

// The range of a session's pace: every pause is its usual length times it, within its bounds.
const (
	tightest  = 0.7
	usualPace = 1.0
	loosest   = 1.5
)

// Times that are the same at any pace.
const (
	openingLead = 4 * time.Second        // from the opening bell to the first word; Bluetooth speakers swallow the first 1.5 s
	lead        = time.Second            // a line ends this much before the breath or move that it asks for
	tail        = 400 * time.Millisecond // in a flow, a line ends at least this much before its phase does
	afterDose   = 800 * time.Millisecond // from the last tone of a dose to the next line
	tipGap      = 2 * time.Second        // around a tip said in a hold, at least
	silence     = 2 * time.Second        // after the ending bell

	openingBell = 6 * time.Second // as long as the bundled bells sound
	changeBell  = 2500 * time.Millisecond
	endingBell  = 9 * time.Second
)

// When a hold has room for the cues that tell how far it is.
const (
	headsUp      = 10 * time.Second // before the end of a hold in time
	headsUpFrom  = 25 * time.Second // the shortest hold that has it
	halfwayFrom  = 40 * time.Second
	threeFrom    = 6 // breaths
	lastFrom     = 3
	guidedPhases = 2 // breaths of a flow, for each side, that have their lines in full
)

// How far a breath may be quickened or slowed so that whole breaths fill a dose.
const (
	quickest = 0.7
	slowest  = 1.4
)

// at is the pause at a pace, in fractions of a nanosecond.
func (p pause) at(pace float64) float64 {
	return math.Min(math.Max(float64(p.usual)*pace, float64(p.least)), float64(p.most))
}

// exactly is a pause that no pace changes.
func exactly(d time.Duration) pause { return pause{d, d, d} }
