package mastering

import (
	"math"

	"respite/samples"
)

const (
	threshold = -24.0 // dBFS, from where the level counts half
	knee      = 6.0   // dB, over which the compressor sets in
	attack    = 0.008 // s
	release   = 0.120 // s
)

// compress evens out the level of x, 2:1 above the threshold, by the gain of
// a follower that rises fast and falls slowly.
func compress(x []float32) {
	rise, fall := follow(attack), follow(release)
	level := 0.0
	for i, v := range x {
		a, k := math.Abs(float64(v)), fall
		if a > level {
			k = rise
		}
		level += k * (a - level)
		x[i] = v * float32(amplitude(-reduction(20*math.Log10(level+1e-9))))
	}
}

// follow is the share of the way that a follower of a time constant (s) goes in one sample.
func follow(seconds float64) float64 {
	return 1 - math.Exp(-1/(seconds*samples.VoiceRate))
}

// reduction is by how many dB a level (dBFS) is lowered: not below the knee,
// half of what is above it, and along a parabola in between.
func reduction(level float64) float64 {
	switch over := level - threshold; {
	case over <= -knee/2:
		return 0
	case over >= knee/2:
		return over / 2
	default:
		return (over + knee/2) * (over + knee/2) / (4 * knee)
	}
}
