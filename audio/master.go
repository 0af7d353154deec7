package audio

import (
	"errors"
	"fmt"
	"math"

	"respite/audio/limit"
	"respite/audio/loudness"
)

// A Master states the loudness and the peak that a session gets.
type Master struct {
	// Loudness is the integrated loudness in LUFS (ITU-R BS.1770-4). A session with few
	// words stays softer: spoken lines are at most 1.9 LU louder than the session, so
	// that they do not startle.
	Loudness float64
	Peak     float64 // highest allowed true peak, dBTP
}

// The limits of a master.
const (
	mostLimiting = 6.0  // dB: the largest reduction of the highest peak
	mostRounds   = 6    // iterations of the search for the gain
	someLimiting = 1.0  // dB of limiting that change the loudness so little that it is ignored
	mostVoice    = 1.9  // LU by which spoken lines may be louder than the session
	aimBelow     = 0.04 // LU: the accuracy of the predicted loudness
	peakMargin   = 0.1  // dB: four-times interpolation misses at most this of peaks of frequencies up to 0.19 of the rate (ITU-R BS.1770-4, annex 2)
)

// A TooLoudError reports a loudness that would need more than 6 dB of limiting.
type TooLoudError struct {
	Master
	Loudest float64 // the loudest possible session with this peak, LUFS
}

func (e *TooLoudError) Error() string {
	return fmt.Sprintf("a loudness of %g LUFS is not possible: the loudest with a peak of %g dBTP is %.1f",
		e.Loudness, e.Peak, e.Loudest)
}

// errSilent is the error for a session without audible sound.
var errSilent = errors.New("the session is silent: nothing in it reaches -70 LUFS")

// apply makes a session of a mix, with the requested loudness and limited peaks.
func (m Master) apply(x *mix, rate int, mono bool) (*Session, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if mono {
		m.Loudness += bothChannels
	}
	gain, short, err := m.gain(x, rate)
	var loud *TooLoudError
	if mono && errors.As(err, &loud) {
		loud.Loudness, loud.Loudest = loud.Loudness-bothChannels, loud.Loudest-bothChannels
	}
	if err != nil {
		return nil, err
	}
	x.amplify(gain)
	return &Session{limit.New(x, rate, m.ceiling()), rate, short}, nil
}

func (m Master) check() error {
	if !(math.Abs(m.Loudness) <= 200) || !(math.Abs(m.Peak) <= 200) {
		return fmt.Errorf("a master of %g LUFS and %g dBTP is not possible", m.Loudness, m.Peak)
	}
	return nil
}

// gain returns the gain in dB that gives a mix its loudness after the limiter, and by
// how many LU the session stays below the requested loudness so that words are not too
// loud.
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
		// The limiter makes the mix softer: raise the gain, and limit again.
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

// loudest returns the loudness in LUFS of a mix with a gain in dB, after the limiter.
func (m Master) loudest(x *mix, gain float64, rate int) float64 {
	const sure = 0.05 // LU: the accuracy of the search for the gain
	x.limit(decibels(gain), m.ceiling())
	powers := x.powers(rate)
	factor := math.Pow(10, gain/10)
	for i := range powers {
		powers[i] *= factor
	}
	return loudness.Gated(loudness.Blocks(powers)) - sure
}

func (m Master) ceiling() float32 { return decibels(m.Peak - peakMargin) }

// reach returns the gain in dB that brings blocks of 400 ms (K-weighted mean squares)
// to a loudness. The gate at -70 LUFS depends on the gain, so the search is iterative.
func (m Master) reach(blocks []float64) (gain float64, err error) {
	for range 8 {
		is := loudness.Gated(blocks)
		if math.IsInf(is, -1) {
			return 0, errSilent
		}
		step := m.Loudness - aimBelow - is
		factor := math.Pow(10, step/10)
		for i := range blocks {
			blocks[i] *= factor
		}
		if gain += step; math.Abs(step) < 1e-4 {
			break
		}
	}
	return gain, nil
}
