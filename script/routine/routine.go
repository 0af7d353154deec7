// Package routine is the format of a routine: Parse reads a file, Validate checks
// a Routine that was built by hand. The package comment of respite/script gives
// the format.
package routine

import (
	"time"

	"respite/script"
)

// A Routine says what is done and what is said, before any option and any
// voice. Parse reads one from a file; one that is built by hand must pass
// Validate. The package comment of respite/script gives the format.
type Routine struct {
	Name      string // the file's name without folder and extension
	Title     string
	Language  string // BCP 47, for instance "en"
	Breath    Breath
	Opening   []Line
	Stretches []Stretch
	Closing   []Line

	BriefOpening, BriefClosing []Line // said instead unless the guidance is full; empty: the same

	source source
}

// A Stretch is one entry of a routine. Its motion tells which of the fields
// count: those from Name to Release of a hold or a flow, Dose of a rest, and
// Say, Pause and File of the entries of these names.
type Stretch struct {
	Motion   Motion
	Name     string
	From, To string        // positions, see Positions; empty From: not known; empty To: as From
	Caution  []Line        // said before the stretch at every guidance
	Image    string        // the name of a built-in figure, or a file
	Move     []Line        // into the starting position, each followed by the time to get there
	Setup    []Line        // one action a line
	Brief    []Line        // said instead of Setup unless the guidance is full
	Rehearse Phases        // the movement of a flow, said in full before it begins
	Settle   time.Duration // after the set-up; 0: the usual time
	Enter    Phases        // how the pose is entered, on the first breath of the dose
	Dose     Dose
	Sides    []script.Side // empty, or both in the order in which they are done
	Flow     Phases        // short cues, said before the phases of a flow
	Cues     []Line        // how the pose is done, said inside the dose unless the guidance is quiet
	Tips     []Line        // said inside the dose at full guidance
	Retain   Retention     // of the breath, after each set of a flow
	Leave    Phases        // how the pose is left, on the last breath of the dose
	Release  []Line        // said after the dose

	Say   []Line
	Pause time.Duration
	File  string

	Pos, NamePos Pos
}

// A Motion is what an entry of a routine asks for.
type Motion string

// The motions.
const (
	Hold  Motion = "hold"  // keep still
	Flow  Motion = "flow"  // move with the breath
	Rest  Motion = "rest"  // breathe, between stretches
	Say   Motion = "say"   // listen to lines
	Pause Motion = "pause" // silence
	Sound Motion = "sound" // listen to a file
)

// IsStretch tells the motions of a stretch from what stands between stretches.
func (m Motion) IsStretch() bool { return m == Hold || m == Flow }

// Phases are the lines of a breath's two moving phases; either may be empty.
type Phases struct {
	Inhale, Exhale Line
}

// IsEmpty tells that neither phase has a line.
func (p Phases) IsEmpty() bool { return p.Inhale.IsEmpty() && p.Exhale.IsEmpty() }

// Lines are those of the two phases that are not empty.
func (p Phases) Lines() []Line {
	var lines []Line
	for _, l := range []Line{p.Inhale, p.Exhale} {
		if !l.IsEmpty() {
			lines = append(lines, l)
		}
	}
	return lines
}

// A Retention is how long the breath is held after a set of a flow: empty
// after the last exhale, then full after one more inhale. Zero leaves it out.
type Retention struct {
	Empty, Full time.Duration
}

// End is the position in which the stretch ends; empty when it is not known.
func (s *Stretch) End() string {
	if s.To != "" {
		return s.To
	}
	return s.From
}

// Passes is how often the stretch is done in a round: twice where a hold has
// sides, else once.
func (s *Stretch) Passes() []script.Side {
	if s.Motion == Hold && len(s.Sides) > 0 {
		return s.Sides
	}
	return []script.Side{""}
}

// Positions are the positions of the body that a stretch may start and end in.
func Positions() []string {
	return []string{"hands and knees", "stomach", "back", "seated", "standing", "kneeling", "side"}
}
