package script

import "time"

// A Routine is a parsed routine file: what is asked for, before any option
// and any voice. The package comment gives the format.
type Routine struct {
	Name      string // the file's name without folder and extension
	Title     string
	Language  string // BCP 47, for instance "en"
	Breath    Breath
	Opening   []Line
	Stretches []Stretch
	Closing   []Line

	source source
}

// A Stretch is one entry of a routine: a hold, a flow or, without a name, a rest.
type Stretch struct {
	Name    string
	Move    []Line        // into the starting position, each followed by the time to get there
	Setup   []Line        // one action a line
	Settle  time.Duration // after the set-up; 0 is the guidance's default
	Enter   Phases        // how the position is entered, on a breath
	Dose    Dose
	Sides   []Side // empty, or both in the order in which they are done
	Flow    Phases // said as the phases of a flow begin
	Tips    []Line // said in the dose
	Leave   Phases // how the position is left, on a breath
	Release []Line // said after the dose

	at span // of the dose, for errors that only the builder can find
}

// Phases are the lines of a breath's two moving phases; either may be empty.
type Phases struct {
	Inhale, Exhale Line
}

// A Line is what is said: one text, or one for each side.
type Line struct {
	Text        string // for both sides; empty when Right and Left are set
	Right, Left string
}

// A Side is a side of the body.
type Side string

// The two sides.
const (
	Right Side = "right"
	Left  Side = "left"
)

// A Motion is what the body does in a dose.
type Motion int

// The motions.
const (
	Hold Motion = iota // keep still
	Flow               // move with the breath
	Rest               // a pause between stretches
)

// A Dose is how much of a stretch is asked for, counted in breaths or in
// time, as a range; a single value has both ends equal.
type Dose struct {
	Motion  Motion
	Breaths [2]int           // lowest and highest; zero when the dose is in time
	Time    [2]time.Duration // lowest and highest; zero when the dose is in breaths
}
