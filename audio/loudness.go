package audio

import "math"

// steps is how many times a second the loudness of a block is measured: blocks
// are 400 ms long and overlap by 75 % (ITU-R BS.1770-4, annex 1).
const steps, stepsPerBlock = 10, 4

// Loudness is the integrated loudness of sound, in LUFS, after ITU-R BS.1770-4,
// annex 1: K-weighted, gated at -70 LUFS and at 10 LU under what is left.
// There is one slice a channel, full scale 1, all of the same length and
// weight: one for mono, two for stereo. Sound that is silent or shorter than
// 400 ms has a loudness of -Inf.
func Loudness(rate int, channels ...[]float32) float64 {
	var power []float64
	for _, x := range channels {
		for i, p := range stepPowers(x, rate) {
			if i == len(power) {
				power = append(power, 0)
			}
			power[i] += p
		}
	}
	return gated(blocks(power))
}

// stepPowers is the mean square of each whole 100 ms of one channel, K-weighted.
func stepPowers(x []float32, rate int) []float64 {
	filter := newKWeighting(rate)
	powers := make([]float64, len(x)*steps/rate)
	for i := range powers {
		from, to := i*rate/steps, (i+1)*rate/steps
		sum := 0.0
		for _, v := range x[from:to] {
			w := filter.next(float64(v))
			sum += w * w
		}
		powers[i] = sum / float64(to-from)
	}
	return powers
}

// blocks is the mean square of each 400 ms, from that of each 100 ms.
func blocks(power []float64) []float64 {
	var b []float64
	for i := stepsPerBlock; i <= len(power); i++ {
		b = append(b, mean(power[i-stepsPerBlock:i]))
	}
	return b
}

// gated is the loudness of the blocks that pass both gates, in LUFS.
func gated(power []float64) float64 {
	audible := above(power, -70)
	return lufs(mean(above(audible, lufs(mean(audible))-10)))
}

// above keeps the blocks louder than gate LUFS.
func above(power []float64, gate float64) []float64 {
	var loud []float64
	least := math.Pow(10, (gate+0.691)/10)
	for _, p := range power {
		if p > least {
			loud = append(loud, p)
		}
	}
	return loud
}

// lufs is the loudness of a K-weighted mean square.
func lufs(power float64) float64 { return -0.691 + 10*math.Log10(power) }

// mean is the average, 0 of nothing.
func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(len(x), 1))
}

// A kWeighting is the standard's weighting filter at work on one channel: a
// shelf for what the head does, then a high-pass.
type kWeighting struct {
	shelf, pass   Biquad
	zShelf, zPass delays
}

// newKWeighting makes the filter for any rate. The standard tabulates it for
// 48 kHz only; the analogue filters behind that table, which the bilinear
// transform brings to another rate, are those of B. De Man, "Evaluation of
// Implementations of the EBU R128 Loudness Measurement" (AES convention 145, 2018).
func newKWeighting(rate int) *kWeighting {
	return &kWeighting{shelf: kShelf(rate), pass: kPass(rate)}
}

func (k *kWeighting) next(x float64) float64 {
	return k.pass.next(k.shelf.next(x, &k.zShelf), &k.zPass)
}

func kShelf(rate int) Biquad {
	const hz, q, gain = 1681.974450955533, 0.7071752369554196, 3.999843853973347
	k := math.Tan(math.Pi * hz / float64(rate))
	high := math.Pow(10, gain/20)
	band := math.Pow(high, 0.4996667741545416)
	return normalised(
		high+band*k/q+k*k, 2*(k*k-high), high-band*k/q+k*k,
		1+k/q+k*k, 2*(k*k-1), 1-k/q+k*k)
}

// kPass has a gain a little off 1, which the standard's table gives it at 48
// kHz: its numerator is 1, -2, 1. It is the same gain at any rate here.
func kPass(rate int) Biquad {
	const hz, q, standard = 38.13547087602444, 0.5003270373238773, 48000
	pole := func(rate int) (k, a0 float64) {
		k = math.Tan(math.Pi * hz / float64(rate))
		return k, 1 + k/q + k*k
	}
	_, whole := pole(standard)
	k, a0 := pole(rate)
	return Biquad{whole / a0, -2 * whole / a0, whole / a0, 2 * (k*k - 1) / a0, (1 - k/q + k*k) / a0}
}
