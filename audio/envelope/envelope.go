// Package envelope stores the loudness of a clip over time in few bytes. With it a
// session can be laid out and brought to its loudness before its clips are decoded.
package envelope

import (
	"math"

	"respite/audio/loudness"
)

// PerSecond is the number of steps of an envelope for each second.
const PerSecond = 20

// An Envelope is the loudness of mono sound over time.
type Envelope struct {
	Peak  float32 `json:"peak"`  // upper bound of the absolute sample value, full scale 1
	Steps []byte  `json:"steps"` // the mean square of each 50 ms, K-weighted (ITU-R BS.1770-4, annex 1); see [Envelope.Powers]
}

// A step is a quarter of a decibel: 255, the highest, is full scale, and 0 is silence.
const (
	quarters = 4
	highest  = math.MaxUint8
)

// ring is the number of steps in which the weighting filter decays after the last
// sample.
const ring = 2

// Of measures samples (full scale 32768) at a rate in Hz.
func Of(samples []int16, rate int) Envelope {
	weighting := loudness.NewWeighting(rate)
	e := Envelope{Peak: peak(samples)}
	frames := make([][2]float32, rate/PerSecond+1)
	for i := range (len(samples)*PerSecond+rate-1)/rate + ring {
		from, to := i*rate/PerSecond, (i+1)*rate/PerSecond
		part := frames[:to-from]
		for k := range part {
			part[k] = [2]float32{}
			if from+k < len(samples) {
				part[k][0] = float32(samples[from+k]) / 32768
			}
		}
		e.Steps = append(e.Steps, step(weighting.Energy(part)*PerSecond/float64(rate)))
	}
	return e
}

// Powers returns the mean square of each step; full scale is 1.
func (e Envelope) Powers() []float64 {
	powers := make([]float64, len(e.Steps))
	for i, s := range e.Steps {
		if s > 0 {
			powers[i] = math.Pow(10, (float64(s)-highest)/quarters/10)
		}
	}
	return powers
}

// step returns the step nearest to a mean square.
func step(power float64) byte {
	return byte(min(max(math.Round(highest+quarters*10*math.Log10(power)), 0), highest)) // the logarithm of 0 is -Inf
}

// peak returns the largest absolute sample value, full scale 1.
func peak(samples []int16) float32 {
	most := 0
	for _, x := range samples {
		most = max(most, int(x), -int(x))
	}
	return float32(most) / 32768
}

// A Known describes a clip that is not decoded yet.
type Known struct {
	Rate     int // Hz
	Samples  int
	Envelope Envelope
}
