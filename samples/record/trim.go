package record

import (
	"math"

	"respite/samples"
)

// What is left of the silence around the words, in samples: enough for the
// fades to leave the words alone, within the 60 ms that a line may have.
const (
	padBefore  = samples.VoiceRate * 12 / 1000
	padAfter   = samples.VoiceRate * 25 / 1000
	fadeLength = samples.VoiceRate * 8 / 1000
)

// gate is the level under which there is silence: -60 dBFS.
const gate = 0.001

// trim cuts the silence at both ends down to the pads. Where the take begins
// or ends too abruptly for a pad it is made up of zeros.
func trim(x []float32) []float32 {
	from, to := 0, len(x)
	for from < to && isSilent(x[from]) {
		from++
	}
	for to > from && isSilent(x[to-1]) {
		to--
	}
	y := make([]float32, padBefore+to-from+padAfter)
	start := max(from-padBefore, 0)
	copy(y[padBefore-(from-start):], x[start:min(to+padAfter, len(x))])
	return y
}

func isSilent(v float32) bool { return v < gate && v > -gate }

// fade lets both ends begin and end in nothing, along half a cosine.
func fade(x []float32) {
	n := min(fadeLength, len(x)/2)
	for i := range n {
		g := float32(0.5 - 0.5*math.Cos(math.Pi*float64(i)/float64(n)))
		x[i] *= g
		x[len(x)-1-i] *= g
	}
}
