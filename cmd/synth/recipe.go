package main

// A recipe makes the sound of one file.
type recipe struct {
	path string // below the folder of samples
	rate int    // Hz
	make func() []float64
}

// recipes lists everything that is synthesised.
//
// A tone's three textures share a pitch and differ in colour: open and bright
// for the inhale, round and dark for the exhale, still for what is held. Each
// is set to the RMS level at which it measures -23 LUFS.
//
// The bells differ in number and direction: one strike opens, two light notes
// rise at a change, three deep strikes fall at the end.
//
// The ambiences are brought to their level in the session by what they measure.
func recipes() []recipe {
	return []recipe{
		{"tones/bowl/inhale.wav", rate, func() []float64 {
			return atRMS(-22.4, bowl(
				partial{1, 1, 2}, partial{2, 0.7, 3}, partial{3, 0.5, 5}, partial{4, 0.4, 4}, partial{5, 0.25, 7},
				partial{6, 0.2, 6}, partial{8, 0.12, 9}, partial{10, 0.06, 8}))
		}},
		{"tones/bowl/exhale.wav", rate, func() []float64 {
			return atRMS(-22.0, bowl(
				partial{0.5, 0.35, 0}, partial{1, 1, 2}, partial{2, 0.3, 3}, partial{3, 0.08, 1}))
		}},
		{"tones/bowl/hold.wav", rate, func() []float64 {
			return atRMS(-22.1, bowl(partial{1, 1, 0}, partial{2, 0.12, 0}))
		}},
		{"tones/air/inhale.wav", rate, func() []float64 { return atRMS(-24.6, air(900, 2800, 1)) }},
		{"tones/air/exhale.wav", rate, func() []float64 { return atRMS(-22.8, air(250, 1200, 2)) }},
		{"tones/air/hold.wav", rate, func() []float64 { return atRMS(-22.0, air(100, 450, 3)) }},
		{"bells/opening.wav", rate, func() []float64 {
			return atPeak(-9, bell(6, strike{at: 0, pitch: 165, attack: 0.03, decay: 0.9}))
		}},
		{"bells/change.wav", rate, func() []float64 {
			return atPeak(-10, bell(2.5,
				strike{at: 0, pitch: 660, attack: 0.015, decay: 0.3},
				strike{at: 0.25, pitch: 880, attack: 0.015, decay: 0.3}))
		}},
		{"bells/ending.wav", rate, func() []float64 {
			return atPeak(-9, bell(9,
				strike{at: 0, pitch: 220, attack: 0.04, decay: 0.8},
				strike{at: 1.6, pitch: 165, attack: 0.04, decay: 0.8},
				strike{at: 3.2, pitch: 110, attack: 0.04, decay: 0.85}))
		}},
		{"ambiences/ocean.wav", ambienceRate, func() []float64 { return atRMS(-24, ocean(27)) }},
		{"ambiences/rain.wav", ambienceRate, func() []float64 { return atRMS(-24, rain(12)) }},
		{"ambiences/pad.wav", ambienceRate, func() []float64 { return atRMS(-24, pad(24)) }},
	}
}
