package script

import (
	"encoding/json"
	"strconv"
	"time"
)

// A Timeline is a whole session laid out in time: plain data, sorted by time,
// with every time a whole number of milliseconds. The same routine, options and lengths of
// lines give the same timeline.
type Timeline struct {
	Title    string
	Routine  string        // its name
	Length   time.Duration // of the session, silence at its end included
	Cues     []Cue
	Chapters []Chapter
}

// A Cue is something that sounds, from At to At+Length.
type Cue struct {
	At, Length time.Duration
	Kind       Kind
	Text       string // what is said; of a breath's phase its place ("3 of 8"); of a bell its name
	Stretch    string // the stretch that it belongs to; empty outside of them
}

// End is when the cue is over.
func (c Cue) End() time.Duration { return c.At + c.Length }

// A Chapter begins at At and lasts until the next one.
type Chapter struct {
	At      time.Duration
	Title   string // of a stretch its name and, with rounds, which one this is
	Stretch string // its name; empty outside of the stretches
}

// A Kind is what sounds in a cue.
type Kind string

// The kinds. Inhale, Exhale and HoldTone are tones that last a phase of a breath.
const (
	Speech   Kind = "speech"
	Inhale   Kind = "inhale"
	Exhale   Kind = "exhale"
	HoldTone Kind = "hold" // after an inhale or, where the tone before it is an exhale, the rest after that
	Bell     Kind = "bell" // Text says which: OpeningBell or EndingBell
	Chime    Kind = "chime"
)

// The names of the bells, in the Text of their cues.
const (
	OpeningBell = "opening"
	ChangeBell  = "change"
	EndingBell  = "ending"
)

// MarshalJSON prints times in seconds.
func (t *Timeline) MarshalJSON() ([]byte, error) {
	type cue struct {
		At      seconds `json:"at"`
		Length  seconds `json:"length"`
		Kind    Kind    `json:"kind"`
		Text    string  `json:"text"`
		Stretch string  `json:"stretch"`
	}
	type chapter struct {
		At    seconds `json:"at"`
		Title string  `json:"title"`
	}
	out := struct {
		Title    string    `json:"title"`
		Routine  string    `json:"routine"`
		Length   seconds   `json:"length"`
		Cues     []cue     `json:"cues"`
		Chapters []chapter `json:"chapters"`
	}{Title: t.Title, Routine: t.Routine, Length: seconds(t.Length), Cues: []cue{}, Chapters: []chapter{}}
	for _, c := range t.Cues {
		out.Cues = append(out.Cues, cue{seconds(c.At), seconds(c.Length), c.Kind, c.Text, c.Stretch})
	}
	for _, c := range t.Chapters {
		out.Chapters = append(out.Chapters, chapter{seconds(c.At), c.Title})
	}
	return json.Marshal(out)
}

// seconds is a time that JSON shows in seconds, exact to the millisecond.
type seconds time.Duration

func (s seconds) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(time.Duration(s).Milliseconds())/1000, 'f', -1, 64), nil
}
