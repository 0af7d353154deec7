package page

import (
	"encoding/base64"
	"fmt"
	"html"

	"respite/cmd/respite/picture"
	"respite/script"
)

// data is the session as JSON for the page's script. Times are in seconds.
type data struct {
	Title    string            `json:"title"`
	Length   float64           `json:"length"`
	Chapters []chapter         `json:"chapters"`
	Lines    []line            `json:"lines"`
	Phases   []phase           `json:"phases"`
	Breath   [][2]float64      `json:"breath"` // time and level, as picture.Turn has them
	Sights   []sight           `json:"sights"`
	Captions string            `json:"captions"`
	Language string            `json:"language"`
	Words    map[string]string `json:"words"`
	Sound    string            `json:"sound"` // its address; empty if it is embedded in the page
	Type     string            `json:"type"`  // media type of the sound
}

type chapter struct {
	At    float64 `json:"at"`
	Title string  `json:"title"`
}

type line struct {
	At   float64 `json:"at"`
	End  float64 `json:"end"`
	Text string  `json:"text"`
}

type phase struct {
	At     float64 `json:"at"`
	End    float64 `json:"end"`
	Kind   string  `json:"kind"`
	Number int     `json:"number"`
	Count  int     `json:"count"`
	Side   string  `json:"side"`
}

// data collects the data for the page's script.
func (s Session) data(g *gallery) (data, error) {
	t := s.Timeline
	captions, err := s.captions()
	d := data{
		Title: t.Title, Length: t.Length.Seconds(), Sights: g.sights, Captions: captions,
		Language: s.Language, Words: wordsOf(s.Language),
		Chapters: []chapter{}, Lines: []line{}, Phases: []phase{}, Breath: [][2]float64{},
	}
	for _, c := range t.Chapters {
		d.Chapters = append(d.Chapters, chapter{c.At.Seconds(), c.Title})
	}
	for _, c := range t.Cues {
		switch {
		case c.Kind == script.Speech:
			d.Lines = append(d.Lines, line{c.At.Seconds(), c.End().Seconds(), c.Text})
		case c.Kind.IsPhase():
			d.Phases = append(d.Phases, phase{c.At.Seconds(), c.End().Seconds(), string(c.Kind), c.Number, c.Count, string(c.Side)})
		}
	}
	for _, turn := range picture.Breath(t) {
		d.Breath = append(d.Breath, [2]float64{turn.At.Seconds(), turn.Level})
	}
	return d, err
}

// dataImage returns an image element that contains the picture.
func dataImage(m *picture.Image, alt string) string {
	return fmt.Sprintf(`<img class="drawing" alt="%s" src="data:%s;base64,%s">`, html.EscapeString(alt), m.Type, base64.StdEncoding.EncodeToString(m.Data))
}
