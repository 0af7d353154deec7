package script

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
)

// The JSON forms of a timeline and its parts.
type (
	timelineJSON struct {
		Title    string    `json:"title"`
		Routine  string    `json:"routine"`
		Length   seconds   `json:"length"`
		Cues     []Cue     `json:"cues"`
		Chapters []Chapter `json:"chapters"`
		Poses    []Pose    `json:"poses"`
	}
	cueJSON struct {
		At      seconds  `json:"at"`
		Length  seconds  `json:"length"`
		Kind    Kind     `json:"kind"`
		Text    string   `json:"text,omitempty"`
		Take    int      `json:"take,omitempty"`
		Number  int      `json:"number,omitempty"`
		Count   int      `json:"count,omitempty"`
		Side    Side     `json:"side,omitempty"`
		Bell    BellName `json:"bell,omitempty"`
		File    string   `json:"file,omitempty"`
		Stretch string   `json:"stretch,omitempty"`
	}
	chapterJSON struct {
		At       seconds `json:"at"`
		Title    string  `json:"title"`
		Stretch  string  `json:"stretch,omitempty"`
		Position string  `json:"position,omitempty"`
	}
	poseJSON struct {
		At       seconds  `json:"at"`
		Length   seconds  `json:"length"`
		Stretch  string   `json:"stretch"`
		Side     Side     `json:"side,omitempty"`
		Out      []string `json:"out"`
		Position string   `json:"position,omitempty"`
	}
)

// MarshalJSON writes the timeline with times in seconds.
func (t Timeline) MarshalJSON() ([]byte, error) {
	out := timelineJSON{t.Title, t.Routine, seconds(t.Length), t.Cues, t.Chapters, t.Poses}
	if out.Cues == nil {
		out.Cues = []Cue{}
	}
	if out.Chapters == nil {
		out.Chapters = []Chapter{}
	}
	if out.Poses == nil {
		out.Poses = []Pose{}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Timeline) UnmarshalJSON(b []byte) error {
	var in timelineJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*t = Timeline{in.Title, in.Routine, time.Duration(in.Length), in.Cues, in.Chapters, in.Poses}
	return nil
}

// MarshalJSON writes the cue with times in seconds, without empty fields.
func (c Cue) MarshalJSON() ([]byte, error) {
	return json.Marshal(cueJSON{seconds(c.At), seconds(c.Length), c.Kind, c.Text, c.Take, c.Number, c.Count, c.Side, c.Bell, c.File, c.Stretch})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Cue) UnmarshalJSON(b []byte) error {
	var in cueJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*c = Cue{time.Duration(in.At), time.Duration(in.Length), in.Kind, in.Text, in.Take, in.Number, in.Count, in.Side, in.Bell, in.File, in.Stretch}
	return nil
}

// MarshalJSON writes the chapter with its time in seconds.
func (c Chapter) MarshalJSON() ([]byte, error) {
	return json.Marshal(chapterJSON{seconds(c.At), c.Title, c.Stretch, c.Position})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Chapter) UnmarshalJSON(b []byte) error {
	var in chapterJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*c = Chapter{time.Duration(in.At), in.Title, in.Stretch, in.Position}
	return nil
}

// MarshalJSON writes the pose with times in seconds.
func (p Pose) MarshalJSON() ([]byte, error) {
	return json.Marshal(poseJSON{seconds(p.At), seconds(p.Length), p.Stretch, p.Side, p.Out, p.Position})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Pose) UnmarshalJSON(b []byte) error {
	var in poseJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*p = Pose{time.Duration(in.At), time.Duration(in.Length), in.Stretch, in.Side, in.Out, in.Position}
	return nil
}

// seconds is a time that JSON states in seconds, exact to the millisecond.
type seconds time.Duration

func (s seconds) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(time.Duration(s).Milliseconds())/1000, 'f', -1, 64), nil
}

func (s *seconds) UnmarshalJSON(b []byte) error {
	var f float64
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	*s = seconds(time.Duration(math.Round(f*1000)) * time.Millisecond)
	return nil
}
