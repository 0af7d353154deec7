package main

import "math"

// A strike is one blow on a bowl.
type strike struct {
	at     float64 // s from the start of the sound
	pitch  float64 // Hz, of the lowest mode
	attack float64 // s from silence to full; 15 ms and more do not startle
	decay  float64 // s in which the lowest mode falls to 1/e
}

// A mode is one mode of vibration of a bowl.
type mode struct {
	ratio float64 // to the lowest mode
	level float64 // amplitude
}

// modes returns ratios near those of a thin ring, 1 : 2.83 : 5.42 : 8.77 (Rayleigh, "The
// Theory of Sound", §233). They are slightly closer together, as for a heavier bowl.
func modes() []mode {
	return []mode{{1, 1}, {2.71, 0.4}, {5.15, 0.16}, {8.1, 0.05}}
}

// bell returns the sum of strikes, with a fade to silence at the end.
func bell(seconds float64, strikes ...strike) []float64 {
	sound := make([]float64, int(math.Round(seconds*rate)))
	for _, s := range strikes {
		s.ring(sound[int(math.Round(s.at*rate)):])
	}
	fadeOut(sound, rate/2)
	return sound
}

// ring adds a strike to the sound. Each mode is two sines of nearly the same frequency, which
// beat slowly, as in a bowl that is not quite round.
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

// fadeOut fades the last frames of a sound to exactly zero.
func fadeOut(sound []float64, frames int) {
	for i := range frames {
		sound[len(sound)-1-i] *= rise(float64(i) / float64(frames))
	}
}

// rise goes from 0 at x = 0 to 1 at x = 1 along half a cosine, and stays at 1.
func rise(x float64) float64 {
	return (1 - math.Cos(math.Pi*min(x, 1))) / 2
}
