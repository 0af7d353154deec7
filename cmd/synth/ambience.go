package main

import (
	"math"
	"math/rand/v2"
)

// ambienceRate is the rate of ambiences in Hz: half of a tone's, for they lie far below the voice.
const ambienceRate = 22050

// A layer is noise between two frequencies in Hz that swells and sinks.
type layer struct {
	low, high float64
	level     float64 // amplitude
	swell     func(turn float64) float64
}

// ocean is a loop of so many seconds in which three waves come in, none like
// the one before: first the weight of the water, then the surf, then the foam
// that runs out.
func ocean(seconds int) []float64 {
	return layers(seconds,
		layer{60, 250, 1, func(t float64) float64 { return 0.5 + 0.5*waves(t+0.01, 2) }},
		layer{250, 1500, 1, func(t float64) float64 { return 0.12 + waves(t, 5) }},
		layer{1500, 5000, 0.5, func(t float64) float64 { return 0.06 + waves(t-0.03, 4) }},
	)
}

// waves is how high the water stands at a part of the loop, 0 to 1; a higher edge makes a wave shorter.
func waves(turn, edge float64) float64 {
	sum := 0.0
	for i, w := range []struct{ at, height float64 }{{0.15, 0.85}, {0.47, 1}, {0.83, 0.7}} {
		sum += w.height * math.Exp((edge*7+float64(i))*(math.Cos(2*math.Pi*(turn-w.at))-1))
	}
	return sum
}

// rain is a loop of so many seconds of steady rain, with single drops near by.
func rain(seconds int) []float64 {
	steady := func(float64) float64 { return 1 }
	loop := layers(seconds, layer{150, 500, 0.35, steady}, layer{800, 6500, 1, steady})
	r := rand.New(rand.NewPCG(77, 0))
	for range 25 * seconds {
		drop(loop, r.IntN(len(loop)), 1500+3500*r.Float64(), 0.05+0.15*r.Float64()*r.Float64())
	}
	return loop
}

// drop adds a short falling chirp to a loop.
func drop(loop []float64, at int, hz, level float64) {
	const frames = ambienceRate / 30
	phase := 0.0
	for i := range frames {
		u := float64(i) / frames
		phase += hz * (1 - 0.2*u) / ambienceRate
		loop[(at+i)%len(loop)] += level * math.Sin(2*math.Pi*phase) * math.Exp(-6*u) * rise(20*u) * rise(4*(1-u))
	}
}

// pad is a loop of so many seconds of a soft chord: fifths over the pitch of
// the bowls, each note twice, so close together that they drift slowly.
func pad(seconds int) []float64 {
	loop := make([]float64, seconds*ambienceRate)
	for i, n := range []struct{ ratio, level float64 }{{0.5, 1}, {0.75, 0.8}, {1, 0.6}, {1.125, 0.25}, {1.5, 0.3}, {2, 0.12}} {
		cycles := math.Round(bowlPitch * n.ratio * float64(seconds))
		for voice := range 2 {
			phase := spread(2*i + voice)
			addCycles(loop, cycles+float64(voice*(i+1)), n.level, phase)
			addCycles(loop, 2*(cycles+float64(voice*(i+2))), n.level/6, phase/2)
		}
	}
	return loop
}

// layers adds layers of noise to a loop of so many seconds.
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
