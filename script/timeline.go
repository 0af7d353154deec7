package script

import "time"

// A Timeline is a whole session laid out in time: plain data, sorted by time, with
// every time in whole milliseconds. The same routine, options and lengths of lines
// give the same timeline. JSON states times in seconds, and decoding it returns the
// same timeline.
type Timeline struct {
	Title    string
	Routine  string        // its name
	Length   time.Duration // of the session, with the silence at its end
	Cues     []Cue
	Chapters []Chapter
	Poses    []Pose
}

// A Cue is something that sounds, from At to At+Length.
type Cue struct {
	At, Length time.Duration
	Kind       Kind
	Text       string   // of a Speech cue, the line that is said
	Take       int      // of a Speech cue, the number of the voice's take, from 0
	Number     int      // of a phase, the number of the breath in its dose, from 1; 0 on a breath that is not counted
	Count      int      // of a phase with a number, the number of breaths of the dose
	Side       Side     // of the body; empty where the stretch has no sides
	Bell       BellName // of a Bell cue
	File       string   // of a Sound cue, the file as the routine names it
	Stretch    string   // the name of the stretch that the cue belongs to; empty outside of the stretches
}

// End returns the time at which the cue ends.
func (c Cue) End() time.Duration { return c.At + c.Length }

// A Chapter begins at At and lasts until the next one.
type Chapter struct {
	At      time.Duration
	Title   string // of a stretch its name and, with several rounds, the number of the round
	Stretch string // the name of the stretch; empty outside of the stretches

	// Position is the position of the body at the start of the chapter, such as
	// "stomach"; empty when unknown.
	Position string
}

// A Pose is the time from the first line that leads into a pose to the last line that
// leads out of it.
type Pose struct {
	At, Length time.Duration
	Stretch    string   // its name
	Side       Side     // empty where the stretch has no sides, or both take turns
	Out        []string // the lines that lead out of it
	Position   string   // of the body after it; empty when unknown
}

// End returns the time at which the pose ends.
func (p Pose) End() time.Duration { return p.At + p.Length }

// A Kind is the type of a cue.
type Kind string

// The kinds. The five phases of a breath are tones as long as the phase.
const (
	Speech   Kind = "speech"
	Inhale   Kind = "inhale"
	Sip      Kind = "sip"  // a second, short inhale
	HoldTone Kind = "hold" // the breath is held after breathing in
	Exhale   Kind = "exhale"
	RestTone Kind = "rest" // the breath is held after breathing out
	Bell     Kind = "bell"
	Sound    Kind = "sound" // a sound file of the routine
)

// IsPhase reports whether the kind is a phase of a breath.
func (k Kind) IsPhase() bool {
	switch k {
	case Inhale, Sip, HoldTone, Exhale, RestTone:
		return true
	}
	return false
}

// A BellName names a bell.
type BellName string

// The bells.
const (
	OpeningBell BellName = "opening" // at the start of the session
	ChangeBell  BellName = "change"  // before a stretch
	EndingBell  BellName = "ending"  // at the end of the session
)
