package main

import "math"

const (
	loopFrames = 4 * rate // length of every texture
	bowlPitch  = 330.0    // Hz; all partials make a whole number of cycles in a loop
)

// A partial is one steady overtone of a bowl.
type partial struct {
	ratio float64 // relative to the bowl's pitch
	level float64 // amplitude
	beats int     // number of beats in a loop, like two modes with close frequencies
}

// bowl returns a loop of steady partials. Every frequency makes a whole number of cycles, so
// that the loop has no seam.
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

// addCycles adds a sine with that number of cycles to the loop; the phase is in cycles.
func addCycles(loop []float64, cycles, level, phase float64) {
	for i := range loop {
		_, turn := math.Modf(cycles*float64(i)/float64(len(loop)) + phase)
		loop[i] += level * math.Sin(2*math.Pi*turn)
	}
}

// spread returns the starting phase of partial i, in cycles. Multiples of the golden ratio
// never coincide, which keeps the peaks of a sum of partials low.
func spread(i int) float64 {
	_, phase := math.Modf(float64(i) * math.Phi)
	return phase
}
