package tag

import (
	"fmt"
	"strings"
	"testing"
)

// ReplayGain 2.0 refers to -18 LUFS and R128 to -23, in 256ths of a dB; an unknown
// loudness is not stated.
func TestGain(t *testing.T) {
	l := Level{Loudness: -16, Peak: -1}
	if got, want := fmt.Sprint(l.replayGain()), "[[REPLAYGAIN_TRACK_GAIN -2.00 dB] [REPLAYGAIN_TRACK_PEAK 0.891251] [REPLAYGAIN_REFERENCE_LOUDNESS -18.00 LUFS]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for loudness, want := range map[float64]string{-16: "-1792", -23.5: "128", 200: "-32768"} {
		if got := fmt.Sprint((Level{loudness, -1}).r128()); got != "[[R128_TRACK_GAIN "+want+"]]" {
			t.Errorf("%g LUFS: %s, want %s", loudness, got, want)
		}
	}
	if comments := fmt.Sprint(Tags{Title: "x"}.Comments(), Tags{Title: "x"}.OpusComments()); strings.Contains(comments, "GAIN") {
		t.Errorf("of an unknown loudness: %s", comments)
	}
}
