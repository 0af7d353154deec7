package plan

import (
	"math"
	"time"
)

// A pause is the length of a calm teacher's pause between two events: the usual
// length, and the shortest and longest for a session of a requested length.
type pause struct{ usual, least, most time.Duration }

// The pauses. The time that the body needs for a large move, and to get into position,
// is never shortened below its minimum.
var (
	lineGap     = pause{2500 * time.Millisecond, 1200 * time.Millisecond, 3750 * time.Millisecond}
	sectionGap  = pause{3500 * time.Millisecond, 2 * time.Second, 5250 * time.Millisecond} // before the bell of a change; with the bell, 5.5 s between sections
	moveTime    = pause{10 * time.Second, 8 * time.Second, 15 * time.Second}               // after a line that asks for another position of the whole body
	changeTime  = pause{6 * time.Second, 5 * time.Second, 9 * time.Second}                 // after the line that asks for the other side
	settleTime  = pause{8 * time.Second, 7 * time.Second, 12 * time.Second}                // to get into position after the set-up
	settleAlone = pause{12 * time.Second, 9 * time.Second, 18 * time.Second}               // the same where no set-up was spoken
	rehearsed   = pause{2 * time.Second, 2 * time.Second, 3 * time.Second}                 // after a movement was rehearsed
	briefGap    = pause{1800 * time.Millisecond, time.Second, 2700 * time.Millisecond}     // the line gap of brief and quiet guidance
	endingLead  = pause{3 * time.Second, 2100 * time.Millisecond, 4500 * time.Millisecond} // before the ending bell
)

// The range of a session's pace, the factor for the usual length of every pause within
// its bounds.
const (
	tightest  = 0.4
	usualPace = 1.0
	loosest   = 1.5
)

// Times that do not depend on the pace.
const (
	openingLead = 3 * time.Second        // from the opening bell to the first word; Bluetooth speakers drop the first 1.5 s
	lead        = time.Second            // from a line to the tones that it announces
	cueLead     = 700 * time.Millisecond // from a cue to the phase that it asks for
	latestCue   = 2 * time.Second        // the longest such lead, where there is no room for cueLead
	leastLead   = 500 * time.Millisecond // the shortest such lead
	toneEdge    = 500 * time.Millisecond // the end of a tone in which no line begins
	firstWords  = time.Second            // the beginning of a breath that is kept free of words
	afterDose   = 800 * time.Millisecond // from the last tone of a dose to the next line
	cueGap      = 800 * time.Millisecond // shortest gap between two lines
	leastGap    = 400 * time.Millisecond // the same for mandatory lines
	tipGap      = 1500 * time.Millisecond
	silence     = 2 * time.Second // after the ending bell

	openingBell = 6 * time.Second // the length of the bundled bells
	changeBell  = 2500 * time.Millisecond
	changeLead  = 2 * time.Second // from the bell of a change to the name
	endingBell  = 9 * time.Second
)

// When lines about the progress of a dose are said.
const (
	headsUp     = 10 * time.Second // before the end of a long hold
	headsUpFrom = 25 * time.Second // the shortest hold with that line
	halfwayFrom = 40 * time.Second
	threeFrom   = 6 // breaths
	lastFrom    = 3
)

// mostRest is the longest rest at the end of a session that makes it longer.
const mostRest = 10 * time.Minute

// at returns the pause at a pace, exact to fractions of a nanosecond.
func (p pause) at(pace float64) float64 {
	return math.Min(math.Max(float64(p.usual)*pace, float64(p.least)), float64(p.most))
}

// exactly returns a pause that does not depend on the pace.
func exactly(d time.Duration) pause { return pause{d, d, d} }
