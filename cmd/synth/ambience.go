package main

import (
	"math"
	"math/rand/v2"
)

// ambienceRate is the rate of ambiences in Hz. They contain nothing above 8 kHz, and a low
// rate keeps the long loops small.
const ambienceRate = 16000

// A layer is noise between two frequencies in Hz whose level rises and falls.
type layer struct {
	low, high float64
	level     float64 // amplitude
	swell     func(turn float64) float64
}

// ocean returns a loop with three different waves. Each wave starts with low water noise, then
// the surf, then the foam.
func ocean(seconds int) []float64 {
	return layers(seconds,
		layer{60, 250, 1, func(t float64) float64 { return 0.7 + 0.3*waves(t+0.01, 2) }},
		layer{250, 1500, 1, func(t float64) float64 { return 0.5 + 0.5*waves(t, 3) }},
		layer{1500, 4500, 0.5, func(t float64) float64 { return 0.3 + 0.6*waves(t-0.03, 3) }},
	)
}

// waves returns the height of the water, 0 to 1, at a position in the loop, 0 to 1. A larger
// edge makes the waves shorter.
func waves(turn, edge float64) float64 {
	sum := 0.0
	for i, w := range []struct{ at, height float64 }{{0.15, 0.85}, {0.47, 1}, {0.83, 0.7}} {
		sum += w.height * math.Exp((edge*7+float64(i))*(math.Cos(2*math.Pi*(turn-w.at))-1))
	}
	return sum
}

// rain returns a loop of steady rain, with single drops in the foreground.
func rain(seconds int) []float64 {
	steady := func(float64) float64 { return 1 }
	loop := layers(seconds, layer{150, 500, 0.45, steady}, layer{600, 4500, 1, steady})
	r := rand.New(rand.NewPCG(77, 0))
	for range 25 * seconds {
		drop(loop, r.IntN(len(loop)), 1200+2800*r.Float64(), 0.05+0.15*r.Float64()*r.Float64())
	}
	return loop
}

// drop adds a short chirp of falling pitch to a loop.
func drop(loop []float64, at int, hz, level float64) {
	const frames = ambienceRate / 30
	phase := 0.0
	for i := range frames {
		u := float64(i) / frames
		phase += hz * (1 - 0.2*u) / ambienceRate
		loop[(at+i)%len(loop)] += level * math.Sin(2*math.Pi*phase) * math.Exp(-6*u) * rise(20*u) * rise(4*(1-u))
	}
}

// pad returns a loop of a soft chord: fifths and octaves around the pitch of the bowls. Each
// note sounds twice with a small difference in pitch, so that the two beat slowly. The upper
// notes lie in the range of a phone's speaker. A session plays one ear a third of the loop
// ahead. Every other note makes one cycle more than a multiple of three, so that the two ears
// differ.
func pad(seconds int) []float64 {
	loop := make([]float64, seconds*ambienceRate)
	for i, n := range []struct{ ratio, level float64 }{{0.5, 0.6}, {0.75, 0.6}, {1, 0.8}, {1.5, 0.5}, {2, 0.35}, {3, 0.15}} {
		cycles := 3*math.Round(bowlPitch*n.ratio*float64(seconds)/3) + float64((i+1)%2)
		for voice := range 2 {
			addCycles(loop, cycles+float64(voice*(i+1)), n.level*[]float64{1, 0.3}[voice], spread(2*i+voice))
		}
	}
	return loop
}

// layers returns the sum of layers of noise as a loop.
func layers(seconds int, all ...layer) []float64 {
	sum := make([]float64, seconds*ambienceRate)
	for i, l := range all {
		noise := atRMS(-20, band(len(sum), ambienceRate, l.low, l.high, uint64(100+i)))
		for j, x := range noise {
			sum[j] += l.level * x * l.swell(float64(j)/float64(len(sum)))
		}
	}
	return sum
}
