package samples_test

import (
	"fmt"
	"math"
	"strings"

	"respite/audio"
	"respite/samples"
	"respite/samples/record/mastering"
)

// paces are the calm speaking rates in words a minute. German has longer words.
var paces = map[string]struct{ least, most float64 }{"en": {90, 150}, "de": {80, 155}, "es": {90, 150}, "fr": {90, 150}, "it": {80, 150}}

// faults returns the reasons why a recorded line must not be played.
func faults(language string, l samples.Line, c audio.Clip) []string {
	var found []string
	fault := func(format string, a ...any) { found = append(found, fmt.Sprintf(format, a...)) }

	if c.Rate != samples.VoiceRate {
		fault("rate %d Hz, want %d", c.Rate, samples.VoiceRate)
	}
	if len(c.Samples) != l.Frames || l.Frames == 0 {
		return append(found, fmt.Sprintf("%d frames, the manifest says %d", len(c.Samples), l.Frames))
	}
	loudness := mastering.Loudness(c)
	if math.Abs(loudness+20) > 0.5 {
		fault("%.2f LUFS, want -20 ± 0.5", loudness)
	}
	if math.Abs(loudness-l.Loudness) > 0.02 {
		fault("loudness %.2f LUFS, the manifest says %.2f", loudness, l.Loudness)
	}
	if p := peak(c.Samples); p > -3 {
		fault("peak %.2f dBFS, at most -3 is wanted", p)
	}
	if p := peak(c.Samples[:1]); p > -60 {
		fault("begins with %.1f dBFS, not in silence", p)
	}
	if p := peak(c.Samples[len(c.Samples)-1:]); p > -60 {
		fault("ends with %.1f dBFS, not in silence", p)
	}
	if before, after := silences(c); max(before, after) > 0.06 {
		fault("silence of %.3f s before and %.3f s after it, at most 0.06 is wanted", before, after)
	}
	calm := paces[language]
	if wpm, words := pace(l.Text, c); words >= 8 && (wpm < calm.least || wpm > calm.most) {
		fault("%.0f words a minute, want %.0f to %.0f", wpm, calm.least, calm.most)
	}
	return found
}

// peak returns the sample peak in dBFS.
func peak(x []int16) float64 {
	top := 0.0
	for _, v := range x {
		top = max(top, math.Abs(float64(v)))
	}
	return 20 * math.Log10(top/32768)
}

// silences returns how long the clip is below -60 dBFS at its start and at its end, in
// seconds.
func silences(c audio.Clip) (before, after float64) {
	first, last := len(c.Samples), -1
	for i, v := range c.Samples {
		if math.Abs(float64(v)) >= 32.768 {
			first, last = min(first, i), i
		}
	}
	return float64(first) / float64(c.Rate), float64(len(c.Samples)-1-last) / float64(c.Rate)
}

// pace returns the speaking rate in words a minute, and the number of words.
func pace(text string, c audio.Clip) (wpm float64, words int) {
	words = len(strings.Fields(text))
	return float64(words) / c.Length().Minutes(), words
}
