package main

import (
	"math"
	"math/rand/v2"
)

// air returns a loop of noise that is strongest between two frequencies in Hz.
func air(low, high float64, seed uint64) []float64 { return band(loopFrames, rate, low, high, seed) }

// band returns a loop of noise between two frequencies in Hz. The response rolls off gently,
// towards 12 dB an octave below and 24 dB above, to sound like breath.
func band(frames, rate int, low, high float64, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 0))
	loop := make([]float64, frames)
	for i := range loop {
		loop[i] = 2*r.Float64() - 1
	}
	for range 4 {
		loop = smooth(loop, rate, high)
	}
	for range 2 {
		for i, x := range smooth(loop, rate, low) {
			loop[i] -= x
		}
	}
	return loop
}

// smooth applies a one-pole low-pass filter to a loop; the frequency in Hz is its -3 dB point.
// The filter first runs once over the loop, so that the seam is filtered like every other
// place.
func smooth(loop []float64, rate int, hz float64) []float64 {
	out := make([]float64, len(loop))
	share := 1 - math.Exp(-2*math.Pi*hz/float64(rate))
	var y float64
	for range 2 {
		for i, x := range loop {
			y += share * (x - y)
			out[i] = y
		}
	}
	return out
}
