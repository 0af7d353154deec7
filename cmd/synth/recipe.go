package main

// rate is the rate of tones and bells in Hz. They contain nothing above 9 kHz.
const rate = 22050

// A recipe makes the sound of one file.
type recipe struct {
	path string // below the folder of samples
	rate int    // Hz
	make func() []float64
}

// recipes returns everything that is synthesised. A session adjusts each sound by its measured
// level; the levels here only avoid clipping.
func recipes() []recipe {
	all := tones()
	all = append(all, bells()...)
	return append(all, ambiences()...)
}

// tones returns the textures of breath tones. A session raises the pitch of the inhale by a
// fifth (air: by an octave), lowers the pitch of the exhale, and leaves the hold unchanged. At
// every pitch, most of the energy lies between 600 and 1,500 Hz, which the speaker of a phone
// reproduces well.
func tones() []recipe {
	return []recipe{
		{"tones/bowl/inhale.wav", rate, func() []float64 {
			return atRMS(-23, bowl(partial{1, 0.5, 2}, partial{2, 1, 3}, partial{3, 0.45, 5}, partial{4, 0.08, 4}))
		}},
		{"tones/bowl/exhale.wav", rate, func() []float64 {
			return atRMS(-23, bowl(partial{1, 0.6, 2}, partial{2, 1, 3}, partial{3, 0.3, 5}))
		}},
		{"tones/bowl/hold.wav", rate, func() []float64 {
			return atRMS(-23, bowl(partial{1, 0.5, 0}, partial{2, 1, 1}))
		}},
		{"tones/air/inhale.wav", rate, func() []float64 { return atRMS(-23, air(500, 1000, 1)) }},
		{"tones/air/exhale.wav", rate, func() []float64 { return atRMS(-23, air(450, 850, 2)) }},
		{"tones/air/hold.wav", rate, func() []float64 { return atRMS(-23, air(350, 600, 3)) }},
	}
}

// bells returns bells that differ in number and direction: one strike at the opening, two
// light rising notes at a change, and three long falling strikes at the end.
func bells() []recipe {
	return []recipe{
		{"bells/opening.wav", rate, func() []float64 {
			return atPeak(-6, bell(6, strike{at: 0, pitch: 660, attack: 0.03, decay: 1.1}))
		}},
		{"bells/change.wav", rate, func() []float64 {
			return atPeak(-6, bell(2.5,
				strike{at: 0, pitch: 880, attack: 0.02, decay: 0.35},
				strike{at: 0.25, pitch: 1175, attack: 0.02, decay: 0.35}))
		}},
		{"bells/ending.wav", rate, func() []float64 {
			return atPeak(-6, bell(9,
				strike{at: 0, pitch: 880, attack: 0.03, decay: 1.1},
				strike{at: 1.6, pitch: 740, attack: 0.03, decay: 1.1},
				strike{at: 3.2, pitch: 587, attack: 0.03, decay: 1.2}))
		}},
	}
}

// ambiences returns loops. The rain is a minute long, because listeners notice repeated drops
// in a shorter loop.
func ambiences() []recipe {
	return []recipe{
		{"ambiences/ocean.wav", ambienceRate, func() []float64 { return atRMS(-24, ocean(27)) }},
		{"ambiences/rain.wav", ambienceRate, func() []float64 { return atRMS(-24, rain(60)) }},
		{"ambiences/pad.wav", ambienceRate, func() []float64 { return atRMS(-24, pad(16)) }},
	}
}
