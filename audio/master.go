package audio

import (
	"errors"
	"fmt"
	"math"

	"respite/audio/loudness"
)

// A Master says how loud a session is made.
type Master struct {
	// Loudness is integrated, in LUFS (ITU-R BS.1770-4). It is not reached by a session so
	// empty that its tones count for more than its words, which would get too loud:
	// spoken lines stand at most 2 LU above it.
	Loudness float64
	Peak     float64 // the most that the true peak may reach, dBTP
}

// How far a master may go.
const (
	mostLimiting = 6.0  // dB by which the highest peak of a sound may be turned down
	mostRounds   = 6    // of the search for the gain
	someLimiting = 1.0  // dB up to which that takes nothing from the loudness
	mostVoice    = 1.9  // LU by which the spoken lines may stand above the whole
	aimBelow     = 0.04 // LU under the loudness: what sounds add up to is known to that much
	peakMargin   = 0.1  // dB: what a peak may hide from an interpolator of four times
)

// A TooLoudError is a loudness that would need more limiting than is good for a voice.
type TooLoudError struct {
	Master
	Loudest float64 // the most that can be had with this peak, LUFS
}

func (e *TooLoudError) Error() string {
	return fmt.Sprintf("a loudness of %g LUFS is not possible: the loudest with a peak of %g dBTP is %.1f",
		e.Loudness, e.Peak, e.Loudest)
}

// errSilent is a session that no gain makes loud.
var errSilent = errors.New("the session is silent: nothing in it reaches -70 LUFS")

// apply brings a mix to the loudness and under the peak.
func (m Master) apply(x *mix, rate int) (*Session, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	gain, short, err := m.gain(x, rate)
	if err != nil {
		return nil, err
	}
	x.amplify(gain)
	return &Session{newLimiter(x, rate, m.ceiling()), rate, short}, nil
}

func (m Master) check() error {
	if !(math.Abs(m.Loudness) <= 200) || !(math.Abs(m.Peak) <= 200) {
		return fmt.Errorf("a master of %g LUFS and %g dBTP is not possible", m.Loudness, m.Peak)
	}
	return nil
}

// gain returns the gain in dB that brings a mix to the loudness behind its
// limiter, and by how many LU the loudness is missed to keep the words from
// getting too loud.
func (m Master) gain(x *mix, rate int) (gain, short float64, err error) {
	most := m.Loudness + mostVoice - voiceLoudness
	peak := x.peak()
	highest := m.Peak + mostLimiting - peak
	wanted, err := m.reach(loudness.Blocks(x.powers(rate)))
	if err != nil {
		return 0, 0, err
	}
	gain = min(wanted, most)
	for step, i := math.Inf(1), 0; i < mostRounds && math.Abs(step) > 0.01 && gain <= highest && gain+peak-m.Peak > someLimiting; i++ {
		// What the limiter takes away is made up for, and limited again.
		x.limit(decibels(gain), m.ceiling())
		if wanted, err = m.reach(loudness.Blocks(x.powers(rate))); err != nil {
			return 0, 0, err
		}
		step = min(wanted, most) - gain
		gain += step
	}
	if gain > highest {
		return 0, 0, &TooLoudError{m, m.loudest(x, highest, rate)}
	}
	return gain, wanted - gain, nil
}

// loudest returns the loudness of a mix with a gain in dB, behind its limiter, in LUFS.
func (m Master) loudest(x *mix, gain float64, rate int) float64 {
	const sure = 0.05 // LU, for what the search for the gain may miss
	x.limit(decibels(gain), m.ceiling())
	powers := x.powers(rate)
	for i := range powers {
		powers[i] *= math.Pow(10, gain/10)
	}
	return loudness.Gated(loudness.Blocks(powers)) - sure
}

func (m Master) ceiling() float32 { return decibels(m.Peak - peakMargin) }

// reach is what brings blocks of 400 ms (K-weighted mean squares) to the
// loudness asked for, in dB. The gate at -70 LUFS stands behind the gain, so
// that the gain is found in steps; they soon get smaller than matters.
func (m Master) reach(blocks []float64) (gain float64, err error) {
	for range 8 {
		is := loudness.Gated(blocks)
		if math.IsInf(is, -1) {
			return 0, errSilent
		}
		step := m.Loudness - aimBelow - is
		for i := range blocks {
			blocks[i] *= math.Pow(10, step/10)
		}
		if gain += step; math.Abs(step) < 1e-4 {
			break
		}
	}
	return gain, nil
}
