package record

import (
	"math"

	"respite/samples"
)

// ahead is how far the limiter looks each way, in samples: 5 ms, even.
const ahead = samples.VoiceRate * 5 / 1000 / 2 * 2

// limit holds the samples of x at or under the ceiling (an amplitude). The
// gain of each sample is the lowest that any sample within reach asks for,
// smoothed over the same reach, so that it is down in time and never steps.
func limit(x []float32, ceiling float64) {
	gain := make([]float64, len(x))
	for i := range gain {
		gain[i] = 1
	}
	limited := false
	for i, v := range x {
		if a := math.Abs(float64(v)); a > ceiling {
			limited = true
			for k := max(i-ahead, 0); k <= min(i+ahead, len(x)-1); k++ {
				gain[k] = min(gain[k], ceiling/a)
			}
		}
	}
	if !limited {
		return
	}
	gain = smooth(smooth(gain)) // twice half the reach
	for i := range x {
		x[i] *= float32(gain[i])
	}
}

// smooth is the running mean over half of the limiter's reach each way; past
// its ends g goes on as it was.
func smooth(g []float64) []float64 {
	const reach = ahead / 2
	at := func(i int) float64 { return g[min(max(i, 0), len(g)-1)] }
	out, sum := make([]float64, len(g)), 0.0
	for i := -reach; i < reach; i++ {
		sum += at(i)
	}
	for i := range out {
		sum += at(i + reach)
		out[i] = sum / (2*reach + 1)
		sum -= at(i - reach)
	}
	return out
}
