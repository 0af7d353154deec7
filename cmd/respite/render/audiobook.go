package render

import (
	"fmt"
	"io"
	"slices"

	"respite/audio/loudness"
	"respite/audio/recording"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/output"
)

// The limits of ACX for an audiobook ("Audio Submission Requirements"), in dB.
const (
	acxSoftest = -23.0 // RMS
	acxLoudest = -18.0 // RMS
	acxPeak    = -3.0
	acxFloor   = -60.0 // RMS
)

// audiobookKinds are the file types that can be measured directly.
var audiobookKinds = []string{".mp3", ".wav", ".flac"}

// reportAudiobook measures a file with ACX's method and prints the results. It decodes a lossy
// file first, because ACX measures the decoded sound.
func reportAudiobook(w io.Writer, file output.Sound, asked float64) error {
	if !slices.Contains(audiobookKinds, output.Extension(file.Name)) {
		return nil
	}
	r, err := recording.Open(file.Name)
	if err != nil {
		return err
	}
	defer r.Close()
	m, err := loudness.MeasureRMS(r.Read, r.Rate)
	if err != nil {
		return err
	}
	clean.Fprintf(w, "respite: %s: as ACX measures, %.1f dB RMS, a peak of %.1f dB, noise of %.0f dB RMS\n", file.Name, m.Whole, m.Peak, m.Floor)
	if wrong := acxMistakes(m, asked); wrong != nil {
		clean.Fprintf(w, "respite: warning: %s: ACX would reject it: %v\n", file.Name, wrong)
	}
	return nil
}

// acxMistakes returns the limits of ACX that the file exceeds, each with a remedy; nil if it
// meets all of them.
func acxMistakes(m loudness.RMS, asked float64) error {
	const middle = (acxSoftest + acxLoudest) / 2
	switch {
	case m.Whole < acxSoftest || m.Whole > acxLoudest:
		return fmt.Errorf("it wants %g to %g dB RMS; try --loudness %.1f, or another routine: RMS counts its pauses", acxSoftest, acxLoudest, asked+middle-m.Whole)
	case m.Peak > acxPeak:
		return fmt.Errorf("it wants peaks of %g dB at most; try --peak %g", acxPeak, acxPeak-0.5)
	case m.Floor > acxFloor:
		return fmt.Errorf("it wants noise of %g dB RMS at most; leave out --ambience", acxFloor)
	}
	return nil
}
