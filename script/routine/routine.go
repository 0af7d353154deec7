// Package routine is the format of a routine: Parse reads a file, and Validate checks
// a Routine that was built by hand. The package comment of respite/script documents
// the format.
package routine

import (
	"time"

	"respite/script"
)

// A Routine is the content of a routine file, independent of options and voices. Parse
// reads one from a file; one that is built by hand must pass Validate. The package
// comment of respite/script documents the format.
type Routine struct {
	Name      string // the file's name without folder and extension
	Title     string
	Language  string // BCP 47, for instance "en"
	Breath    Breath
	Opening   []Line
	Stretches []Stretch
	Closing   []Line

	BriefOpening, BriefClosing []Line // said instead at brief and quiet guidance; empty: the full lines

	source source
}

// A Stretch is one entry of a routine. Its motion determines which fields are used:
// those from Name to Release for a hold or a flow, Dose for a rest, and Say, Pause or
// File for the motion of that name (File for a sound).
type Stretch struct {
	Motion   Motion
	Name     string
	From, To string        // positions, see Positions; empty From: unknown; empty To: same as From
	Caution  []Line        // said before the stretch at every guidance
	Image    string        // the name of a built-in figure, or a file
	Move     []Line        // into the starting position, each followed by the time to get there
	Setup    []Line        // one action a line
	Brief    []Line        // said instead of Setup at brief and quiet guidance
	Rehearse Phases        // the movement of a flow, said in full before it begins
	Settle   time.Duration // after the set-up; 0: the usual time
	Enter    Phases        // how the pose is entered, on the first breath of the dose
	Dose     Dose
	Sides    []script.Side // empty, or both in the order in which they are done
	Flow     Phases        // short cues, said before the phases of a flow
	Cues     []Line        // how the pose is done, said during the dose at full and brief guidance
	Tips     []Line        // said during the dose at full guidance
	Retain   Retention     // of the breath, after each set of a flow
	Leave    Phases        // how the pose is left, on the last breath of the dose
	Release  []Line        // said after the dose

	Say   []Line
	Pause time.Duration
	File  string

	Pos, NamePos Pos
}

// A Motion is the type of an entry of a routine.
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

// IsStretch reports whether the motion is one of a stretch, and not of an entry
// between stretches.
func (m Motion) IsStretch() bool { return m == Hold || m == Flow }

// Phases are the lines for the inhale and the exhale; either may be empty.
type Phases struct {
	Inhale, Exhale Line
}

// IsEmpty reports whether neither phase has a line.
func (p Phases) IsEmpty() bool { return p.Inhale.IsEmpty() && p.Exhale.IsEmpty() }

// Lines returns the lines that are not empty.
func (p Phases) Lines() []Line {
	var lines []Line
	for _, l := range []Line{p.Inhale, p.Exhale} {
		if !l.IsEmpty() {
			lines = append(lines, l)
		}
	}
	return lines
}

// A Retention is the lengths of the breath holds after a set of a flow: empty after
// the last exhale, then full after one more inhale. Zero leaves one out.
type Retention struct {
	Empty, Full time.Duration
}

// End returns the position in which the stretch ends; empty when unknown.
func (s *Stretch) End() string {
	if s.To != "" {
		return s.To
	}
	return s.From
}

// Passes returns one entry for each time that the stretch is done in a round: both
// sides for a hold with sides, else a single empty side.
func (s *Stretch) Passes() []script.Side {
	if s.Motion == Hold && len(s.Sides) > 0 {
		return s.Sides
	}
	return []script.Side{""}
}

// Positions are the positions of the body in which a stretch may start and end.
func Positions() []string {
	return []string{"hands and knees", "stomach", "back", "seated", "standing", "kneeling", "side"}
}
