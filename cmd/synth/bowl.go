package main

import "math"

const (
	loopFrames = 4 * rate // of every texture
	bowlPitch  = 330.0    // Hz; like every partial of it a whole number of cycles in a loop
)

// A partial is one overtone of a bowl that is kept sounding.
type partial struct {
	ratio float64 // to the bowl's pitch
	level float64 // amplitude
	beats int     // in a loop: the slow shimmer of two modes close together
}

// bowl is a loop of steady partials. Every frequency in it makes a whole
// number of cycles, so the end runs on into the start.
func bowl(partials ...partial) []float64 {
	const depth = 0.12 // of the beating: about 1 dB up and down
	loop := make([]float64, loopFrames)
	for i, p := range partials {
		phase := spread(i)
		cycles := math.Round(bowlPitch * p.ratio * loopFrames / rate)
		addCycles(loop, cycles, p.level, phase)
		if p.beats > 0 {
			addCycles(loop, cycles+float64(p.beats), p.level*depth, phase+0.25)
		}
	}
	return loop
}

// addCycles adds a sine that makes so many cycles in the loop; the phase is in cycles.
func addCycles(loop []float64, cycles, level, phase float64) {
	for i := range loop {
		_, turn := math.Modf(cycles*float64(i)/float64(len(loop)) + phase)
		loop[i] += level * math.Sin(2*math.Pi*turn)
	}
}

// spread is the i-th of starting phases, in cycles, that never line up: steps
// of the golden ratio keep the peaks of a sum of partials low.
func spread(i int) float64 {
	_, phase := math.Modf(float64(i) * math.Phi)
	return phase
}
