package script

import "time"

// The pacing of a session: how a calm teacher leaves time. Sources are given
// where a figure is not a matter of taste.
const (
	openingLead = 4 * time.Second // from the opening bell to the first word; Bluetooth speakers swallow the first 1.5 s
	lineGap     = 2500 * time.Millisecond
	sectionGap  = 3500 * time.Millisecond // before the chime of a change; with the chime, 6 s between sections
	moveTime    = 10 * time.Second        // after a line that asks for another position of the whole body
	changeTime  = 6 * time.Second         // after the line that asks for the other side
	settleTime  = 8 * time.Second         // to get into position after the set-up
	settleQuiet = 12 * time.Second        // the same where the set-up was not spoken
	lead        = time.Second             // a line ends this much before the breath or move that it asks for
	tail        = 400 * time.Millisecond  // in a flow, a line ends at least this much before its phase does
	afterDose   = 800 * time.Millisecond  // from the last tone of a dose to the next line
	tipGap      = 2 * time.Second         // around a tip said in a hold, at least
	endingLead  = 3 * time.Second         // before the ending bell
	silence     = 2 * time.Second         // after it

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
