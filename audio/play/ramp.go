package play

import "time"

// fadeTime is how long sound takes to fade in or out: short enough to follow
// a key at once, long enough not to click.
const fadeTime = 30 * time.Millisecond

// A ramp is a factor that goes to its goal in even steps.
type ramp struct {
	value, goal float64
	step        float64 // a frame
}

func newRamp(value float64, rate int) ramp {
	return ramp{value: value, goal: value, step: 1 / (fadeTime.Seconds() * float64(rate))}
}

// next is the factor of the next frame.
func (r *ramp) next() float64 {
	if r.value < r.goal {
		r.value = min(r.value+r.step, r.goal)
	} else {
		r.value = max(r.value-r.step, r.goal)
	}
	return r.value
}

// flat tells that the factor is one and stays so: sound passes as it is.
func (r *ramp) flat() bool { return r.value == 1 && r.goal == 1 }
