package mastering

import (
	"math"

	"respite/samples"
)

const (
	threshold = -24.0 // dBFS, above which the ratio is 2:1
	knee      = 6.0   // dB, width of the transition
	attack    = 0.008 // s
	release   = 0.120 // s
)

// compress evens out the level of x with a ratio of 2:1 above the threshold. Its level
// detector rises fast and falls slowly.
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

// follow returns the coefficient of a one-pole follower with a time constant in seconds.
func follow(seconds float64) float64 {
	return 1 - math.Exp(-1/(seconds*samples.VoiceRate))
}

// reduction returns by how many dB a level in dBFS is lowered: nothing below the knee, half of
// the excess above it, and a parabola in between.
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
