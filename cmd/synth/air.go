package main

import (
	"math"
	"math/rand/v2"
)

// air is a loop of noise that is strongest between two frequencies in Hz.
func air(low, high float64, seed uint64) []float64 { return band(loopFrames, rate, low, high, seed) }

// band is a loop of so many frames of noise between two frequencies in Hz. Its
// slopes bend slowly to 12 dB an octave below and 24 dB above, as soft as breath.
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

// smooth is the loop through a one-pole low-pass filter, 3 dB down at the
// frequency in Hz. The filter has gone round once before, as if for ever, so
// that the seam is filtered like any other place.
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
