package record

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"respite/audio/envelope"
	"respite/samples"
)

// MeasureEnvelopes measures the lines of the voice in a folder and writes their
// envelopes into its manifest. Nothing else changes.
func MeasureEnvelopes(dir string) error {
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	m.Lines = slices.Clone(m.Lines)
	for i, l := range m.Lines {
		takes := l.Takes()
		for k := range takes {
			if takes[k].Envelope, err = envelopeOf(filepath.Join(dir, takes[k].File)); err != nil {
				return fmt.Errorf("%s: %w", takes[k].File, err)
			}
		}
		m.Lines[i] = samples.NewLine(l.Text, takes)
	}
	return writeManifest(dir, m)
}

// envelopeOf returns the envelope of the clip in a file.
func envelopeOf(file string) (*envelope.Envelope, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	clip, err := samples.Decode(b)
	if err != nil {
		return nil, err
	}
	e := envelope.Of(clip.Samples, clip.Rate)
	return &e, nil
}
