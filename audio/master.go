package audio

import (
	"errors"
	"fmt"
	"math"
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

// A mastered session is behind its limiter, and short by so many LU of the loudness.
type mastered struct {
	*limiter
	short float64
}

// Shortfall is by how many LU a session stays under the loudness that its
// [Master] asked for, because its words would get too loud: 0 where it is reached.
func Shortfall(session Source) float64 {
	if m, ok := session.(mastered); ok {
		return m.short
	}
	return 0
}

// apply brings a mix of frames at a rate in Hz to the loudness and under the peak.
func (m Master) apply(x *mix, rate int) (Source, error) {
	gain, short, err := m.gain(x, rate)
	if err != nil {
		return nil, err
	}
	x.amplify(gain)
	return mastered{newLimiter(x, rate, m.ceiling()), short}, nil
}

// gain is what brings a mix to the loudness, in dB, with what its limiter will
// take away, and by how much it is short of that for the sake of its words.
func (m Master) gain(x *mix, rate int) (gain, short float64, err error) {
	most := m.Loudness + mostVoice - voiceLoudness
	wanted, err := m.reach(blocks(x.powers(rate)))
	if err != nil {
		return 0, 0, err
	}
	gain = min(wanted, most)
	over := x.peak() + gain - m.Peak // dB
	if over > mostLimiting {
		return 0, 0, &TooLoudError{m, m.Loudness - (over - mostLimiting)}
	}
	for i := 0; i < 3 && over > someLimiting; i++ { // what is made up for is limited again, ever less
		x.limit(decibels(gain), m.ceiling())
		if wanted, err = m.reach(blocks(x.powers(rate))); err != nil {
			return 0, 0, err
		}
		gain = min(wanted, most)
	}
	return gain, wanted - gain, nil
}

func (m Master) ceiling() float32 { return decibels(m.Peak - peakMargin) }

// reach is what brings blocks of 400 ms (K-weighted mean squares) to the
// loudness asked for, in dB. The gate at -70 LUFS stands behind the gain, so
// that the gain is found in steps; they soon get smaller than matters.
func (m Master) reach(blocks []float64) (gain float64, err error) {
	for range 8 {
		is := gated(blocks)
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
