// Package loudness measures loudness and peaks after ITU-R BS.1770-4, EBU Tech
// 3341 and EBU Tech 3342. It works on frames of two channels, left and right,
// full scale 1.
package loudness

import (
	"math"

	"respite/audio/biquad"
)

// A frame is one moment of stereo sound, left and right.
type frame = [2]float32

// Steps is the number of blocks that begin each second: a block lasts 400 ms, and
// blocks overlap by 75 % (ITU-R BS.1770-4, annex 1).
const Steps = 10

// stepsPerBlock is the length of a block in Steps.
const stepsPerBlock = 4

// Integrated returns the integrated loudness of sound in LUFS after ITU-R BS.1770-4,
// annex 1: K-weighted, gated at -70 LUFS and then at 10 LU below the loudness of the
// remaining blocks. Each channel is a slice (full scale 1), all of the same length and
// weight: one for mono, two for stereo. Sound that is silent or shorter than 400 ms
// has a loudness of -Inf.
func Integrated(rate int, channels ...[]float32) float64 {
	var power []float64
	for _, x := range channels {
		for i, p := range stepPowers(x, rate) {
			if i == len(power) {
				power = append(power, 0)
			}
			power[i] += p
		}
	}
	return Gated(Blocks(power))
}

// stepPowers returns the K-weighted mean square of each whole 100 ms of one channel.
func stepPowers(x []float32, rate int) []float64 {
	shelf, pass := kShelf(rate), kPass(rate)
	var zShelf, zPass biquad.State
	powers := make([]float64, len(x)*Steps/rate)
	for i := range powers {
		from, to := i*rate/Steps, (i+1)*rate/Steps
		sum := 0.0
		for _, v := range x[from:to] {
			w := pass.Next(shelf.Next(float64(v), &zShelf), &zPass)
			sum += w * w
		}
		powers[i] = sum / float64(to-from)
	}
	return powers
}

// Blocks returns the K-weighted mean square of each block of 400 ms from those of each
// 100 ms.
func Blocks(power []float64) []float64 {
	b := make([]float64, 0, len(power))
	for i := stepsPerBlock; i <= len(power); i++ {
		b = append(b, mean(power[i-stepsPerBlock:i]))
	}
	return b
}

// Gated returns the loudness in LUFS of the blocks that pass both gates.
func Gated(power []float64) float64 {
	audible := above(power, -70)
	return LUFS(mean(above(audible, LUFS(mean(audible))-10)))
}

// above returns the blocks louder than gate LUFS.
func above(power []float64, gate float64) []float64 {
	loud := make([]float64, 0, len(power))
	least := math.Pow(10, (gate+0.691)/10)
	for _, p := range power {
		if p > least {
			loud = append(loud, p)
		}
	}
	return loud
}

// LUFS converts a K-weighted mean square to LUFS.
func LUFS(power float64) float64 { return -0.691 + 10*math.Log10(power) }

// mean returns the mean; 0 for no values.
func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(len(x), 1))
}
