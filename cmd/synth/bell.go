package main

import "math"

// A strike is one blow on a bowl.
type strike struct {
	at     float64 // s
	pitch  float64 // Hz, of the lowest mode
	attack float64 // s from silence to full; 15 ms and more do not startle
	decay  float64 // s in which the lowest mode falls to 1/e
}

// A mode is one way in which a bowl rings.
type mode struct {
	ratio float64 // to the lowest mode
	level float64 // amplitude
}

// modes are near those of a thin ring, 1 : 2.83 : 5.42 : 8.77 (Rayleigh, "The
// Theory of Sound", §233), drawn together a little by the weight of the bowl.
func modes() []mode {
	return []mode{{1, 1}, {2.71, 0.4}, {5.15, 0.16}, {8.1, 0.05}}
}

// bell is so many seconds of strikes, ending in silence.
func bell(seconds float64, strikes ...strike) []float64 {
	sound := make([]float64, int(math.Round(seconds*rate)))
	for _, s := range strikes {
		s.ring(sound[int(math.Round(s.at*rate)):])
	}
	fadeOut(sound, rate/2)
	return sound
}

// ring adds the strike from the start of the sound on. Each mode rings twice,
// a hair apart, as a bowl that is not quite round does: it beats slowly.
func (s strike) ring(sound []float64) {
	for i, m := range modes() {
		hz, decay := s.pitch*m.ratio, s.decay/math.Sqrt(m.ratio)
		beat := 0.6 + 0.3*float64(i) // Hz
		for n := range sound {
			t := float64(n) / rate
			swing := math.Sin(2*math.Pi*hz*t) + 0.1*math.Sin(2*math.Pi*(hz+beat)*t)
			sound[n] += m.level * swing * math.Exp(-t/decay) * rise(t/s.attack)
		}
	}
}

// fadeOut brings the last frames of a sound down to an exact zero.
func fadeOut(sound []float64, frames int) {
	for i := range frames {
		sound[len(sound)-1-i] *= rise(float64(i) / float64(frames))
	}
}

// rise goes from 0 at 0 to 1 at 1 along half a cosine, and stays there.
func rise(x float64) float64 {
	return (1 - math.Cos(math.Pi*min(x, 1))) / 2
}
