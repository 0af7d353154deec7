package speech

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"respite/samples/record/internal/quantile"
)

// The range of plausible speech, in words a minute.
const (
	slowest = 60
	fastest = 260
)

// CheckTake checks the sound of a text for silence, an implausible length, and a cut-off end.
// Engines return such sound without an error, for example when the disk is full or a
// connection breaks.
func CheckTake(take []float32, rate int, text string) error {
	loud := frameLevels(take, rate)
	if len(loud) == 0 || quantile.Of(loud, 0.95) < silent {
		return fmt.Errorf("silence")
	}
	from, to := spoken(loud)
	seconds, words := float64(to-from)*frameSeconds, CountWords(text)
	switch {
	case seconds < words*60/fastest-0.1:
		return fmt.Errorf("only %.1f s of speech for %.0f words: cut off, or skipped", seconds, words)
	case seconds > longestFor(text):
		return fmt.Errorf("%.0f s of speech for %.0f words", seconds, words)
	case isCut(take, rate, quantile.Of(loud, 0.9)):
		return fmt.Errorf("cut off: it ends in the middle of a sound")
	}
	return nil
}

// longestFor returns the longest plausible length of a text in seconds: the slowest pace, with
// a pause at every punctuation mark.
func longestFor(text string) float64 {
	marks := 0
	for _, r := range text {
		if strings.ContainsRune(",;:.!?…—", r) {
			marks++
		}
	}
	return 1 + CountWords(text)*60/slowest + 1.5*float64(marks)
}

// CountWords counts the words of a text. In scripts without spaces, two characters count as
// one word.
func CountWords(text string) float64 {
	words := 0.0
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '—' }) {
		dense, other := 0.0, 0.0
		for _, r := range field {
			switch {
			case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer):
				dense++
			case unicode.IsLetter(r), unicode.IsDigit(r):
				other = 1
			}
		}
		words += dense/2 + other
	}
	return words
}

// Pace returns the pace of a take in words a minute. It returns 0 for a text of fewer than
// eight words, whose pace varies too much.
func Pace(take []float32, rate int, text string) float64 {
	words := CountWords(text)
	loud := frameLevels(take, rate)
	if words < 8 || len(loud) == 0 {
		return 0
	}
	from, to := spoken(loud)
	return words * 60 / (float64(max(to-from, 1)) * frameSeconds)
}

// Levels of speech are measured in frames of 10 ms.
const (
	frameSeconds = 0.01
	silent       = 1e-3 // amplitude, -60 dBFS
)

// frameLevels returns the root mean square of each whole frame of 10 ms.
func frameLevels(x []float32, rate int) []float64 {
	size := int(float64(rate) * frameSeconds)
	if size == 0 {
		return nil
	}
	levels := make([]float64, len(x)/size)
	for i := range levels {
		levels[i] = level(x[i*size : (i+1)*size])
	}
	return levels
}

func level(x []float32) float64 {
	sum := 0.0
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(max(len(x), 1)))
}

// spoken returns the first and the last frame with speech: those at most 35 dB below the loud
// frames.
func spoken(loud []float64) (from, to int) {
	least := quantile.Of(loud, 0.95) * math.Pow(10, -35.0/20)
	isLoud := func(v float64) bool { return v >= least }
	from = slices.IndexFunc(loud, isLoud)
	for to = len(loud); to > from && !isLoud(loud[to-1]); to-- {
	}
	return from, to
}

// isCut tells whether a take ends at the level of speech. The last sound of a complete line
// has faded by at least 30 dB; lines of espeak-ng and flite end 60 dB lower.
func isCut(x []float32, rate int, loud float64) bool {
	end := x[max(0, len(x)-rate/100):]
	return level(end) > loud/30 && level(end) > silent/10
}
