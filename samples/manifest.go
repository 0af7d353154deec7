package samples

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"time"
)

// VoiceRate is the sample rate of every voice, in Hz.
const VoiceRate = 22050

// A Manifest says what a voice can say. It is the file manifest.json in the
// voice's folder, beside one FLAC or WAV file a line.
type Manifest struct {
	Name        string `json:"name"`
	Language    string `json:"language"` // BCP 47
	Description string `json:"description"`
	Engine      string `json:"engine"` // what spoke it, with its settings
	Lines       []Line `json:"lines"`
}

// A Line is one recorded line.
type Line struct {
	Text     string  `json:"text"`             // as written, which is how it is asked for
	Spoken   string  `json:"spoken,omitempty"` // as spelt for the engine, where that differs
	File     string  `json:"file"`             // in the voice's folder
	Frames   int     `json:"frames"`           // at VoiceRate
	Loudness float64 `json:"loudness"`         // integrated, of the mono file repeated to 4 s, LUFS (ITU-R BS.1770-4)
}

// Length is how long the line is spoken.
func (l Line) Length() time.Duration {
	return time.Duration(l.Frames) * time.Second / VoiceRate
}

// maxManifest bounds what is read of a manifest, in bytes.
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
		switch first, twice := seen[l.Text]; {
		case twice:
			return m, fmt.Errorf("manifest.json: the line %q stands there twice, in %s and %s", l.Text, first, l.File)
		case !fs.ValidPath(l.File):
			return m, fmt.Errorf("manifest.json: %q is not a file of the voice's folder", l.File)
		case l.Frames <= 0:
			return m, fmt.Errorf("manifest.json: the line %q has no length", l.Text)
		}
		seen[l.Text] = l.File
	}
	return m, nil
}
