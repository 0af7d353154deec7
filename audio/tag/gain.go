package tag

import (
	"fmt"
	"math"
)

// A Level is the loudness of a file; the zero Level is unknown.
type Level struct {
	Loudness float64 // LUFS (ITU-R BS.1770-4)
	Peak     float64 // dBTP
}

func (l Level) isKnown() bool { return l != Level{} }

// replayGain returns the gain that brings the file to -18 LUFS, and its peak, full
// scale 1 ("ReplayGain 2.0 specification", Hydrogenaudio, section 3).
func (l Level) replayGain() [][2]string {
	if !l.isKnown() {
		return nil
	}
	const reference = -18.0 // LUFS
	return [][2]string{
		{"REPLAYGAIN_TRACK_GAIN", fmt.Sprintf("%.2f dB", reference-l.Loudness)},
		{"REPLAYGAIN_TRACK_PEAK", fmt.Sprintf("%.6f", math.Pow(10, l.Peak/20))},
		{"REPLAYGAIN_REFERENCE_LOUDNESS", fmt.Sprintf("%.2f LUFS", reference)},
	}
}

// r128 returns the gain that brings an Opus file to -23 LUFS, in steps of 1/256 dB
// (RFC 7845, 5.2.1).
func (l Level) r128() [][2]string {
	if !l.isKnown() {
		return nil
	}
	steps := math.Round((-23 - l.Loudness) * 256)
	return [][2]string{{"R128_TRACK_GAIN", fmt.Sprintf("%.0f", min(max(steps, math.MinInt16), math.MaxInt16))}}
}
