package samples

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"time"

	"respite/audio/envelope"
)

// VoiceRate is the sample rate of every voice, in Hz.
const VoiceRate = 22050

// A Manifest lists what a voice can say. It is the file manifest.json in the voice's
// folder, next to one FLAC or WAV file for each line.
type Manifest struct {
	Name        string `json:"name"`
	Language    string `json:"language"` // BCP 47
	Description string `json:"description"`
	Engine      string `json:"engine"` // the engine that spoke it, with its settings
	Lines       []Line `json:"lines"`
}

// A Line is one recorded line, with the first of its takes.
type Line struct {
	Text     string             `json:"text"`               // as written in the routine; the key of the line
	Spoken   string             `json:"spoken,omitempty"`   // as spelt for the engine, where that differs
	File     string             `json:"file"`               // in the voice's folder
	Frames   int                `json:"frames"`             // at VoiceRate
	Loudness float64            `json:"loudness"`           // integrated, of the mono file repeated to 4 s, LUFS (ITU-R BS.1770-4)
	Envelope *envelope.Envelope `json:"envelope,omitempty"` // of a bundled voice
	More     []Take             `json:"more,omitempty"`     // the other takes, in which the line is said differently
}

// A Take is one recording of a line. Its fields are those of [Line].
type Take struct {
	Spoken   string             `json:"spoken,omitempty"`
	File     string             `json:"file"`
	Frames   int                `json:"frames"`
	Loudness float64            `json:"loudness"`
	Envelope *envelope.Envelope `json:"envelope,omitempty"`
}

// NewLine returns a line with these takes, at least one.
func NewLine(text string, takes []Take) Line {
	first := takes[0]
	return Line{text, first.Spoken, first.File, first.Frames, first.Loudness, first.Envelope, takes[1:]}
}

// Takes returns all takes of the line.
func (l Line) Takes() []Take {
	return append([]Take{{l.Spoken, l.File, l.Frames, l.Loudness, l.Envelope}}, l.More...)
}

// Length returns the duration of the take.
func (t Take) Length() time.Duration {
	return time.Duration(t.Frames) * time.Second / VoiceRate
}

// Length returns the duration of the first take of the line.
func (l Line) Length() time.Duration { return l.Takes()[0].Length() }

// maxManifest is the largest size of a manifest, in bytes.
const maxManifest = 4 << 20

// readManifest reads and checks the manifest of a voice's folder.
func readManifest(dir fs.FS) (Manifest, error) {
	var m Manifest
	b, err := readFile(dir, "manifest.json", maxManifest)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("manifest.json: %w", err)
	}
	seen := make(map[string]string, len(m.Lines))
	for _, l := range m.Lines {
		if first, twice := seen[l.Text]; twice {
			return m, fmt.Errorf("manifest.json: the line %q is listed twice, as %s and %s", l.Text, first, l.File)
		}
		seen[l.Text] = l.File
		for _, t := range l.Takes() {
			switch {
			case !fs.ValidPath(t.File):
				return m, fmt.Errorf("manifest.json: %q is not a file of the voice's folder", t.File)
			case t.Frames <= 0:
				return m, fmt.Errorf("manifest.json: the line %q has no length", l.Text)
			case t.Frames > maxSamples:
				return m, fmt.Errorf("manifest.json: the line %q lasts longer than %v", l.Text, Take{Frames: maxSamples}.Length())
			}
		}
	}
	return m, nil
}
