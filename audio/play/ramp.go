package play

import "time"

// fadeTime is the duration of a fade: short enough for keys to act at once, long
// enough not to click.
const fadeTime = 30 * time.Millisecond

// A ramp is a factor that changes linearly to its goal.
type ramp struct {
	value, goal float64
	step        float64 // a frame
}

func newRamp(value float64, rate int) ramp {
	return ramp{value: value, goal: value, step: 1 / (fadeTime.Seconds() * float64(rate))}
}

// next returns the factor of the next frame.
func (r *ramp) next() float64 {
	if r.value < r.goal {
		r.value = min(r.value+r.step, r.goal)
	} else {
		r.value = max(r.value-r.step, r.goal)
	}
	return r.value
}

// flat reports that the factor is one and stays so, so that samples need no
// multiplication.
func (r *ramp) flat() bool { return r.value == 1 && r.goal == 1 }
