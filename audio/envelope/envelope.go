// Package envelope has the loudness of a clip over its length in few bytes. A
// session can be laid out and made as loud as it is to be before the clip is decoded.
package envelope

import (
	"math"

	"respite/audio/loudness"
)

// PerSecond is how many steps an envelope has for each second.
const PerSecond = 20

// An Envelope is how loud mono sound is over its length.
type Envelope struct {
	Peak  float32 `json:"peak"`  // that no sample passes, full scale 1
	Steps []byte  `json:"steps"` // the mean square of each 50 ms, K-weighted (ITU-R BS.1770-4, annex 1); see [Envelope.Powers]
}

// The steps are quarters of a decibel. The highest, 255, is full scale, and 0 is silence.
const (
	quarters = 4
	highest  = math.MaxUint8
)

// ring is how many steps the weighting filter has to decay after the last sample.
const ring = 2

// Of measures samples of full scale 32768 at a rate in Hz.
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

// Powers returns the mean square of each step, full scale squared.
func (e Envelope) Powers() []float64 {
	powers := make([]float64, len(e.Steps))
	for i, s := range e.Steps {
		if s > 0 {
			powers[i] = math.Pow(10, (float64(s)-highest)/quarters/10)
		}
	}
	return powers
}

// step is the nearest step to a mean square.
func step(power float64) byte {
	return byte(min(max(math.Round(highest+quarters*10*math.Log10(power)), 0), highest)) // the logarithm of 0 is -Inf
}

// peak is the largest absolute value of samples, full scale 1.
func peak(samples []int16) float32 {
	most := 0
	for _, x := range samples {
		most = max(most, int(x), -int(x))
	}
	return float32(most) / 32768
}

// A Known clip is what is known of a clip before it is decoded.
type Known struct {
	Rate     int // Hz
	Samples  int
	Envelope Envelope
}
