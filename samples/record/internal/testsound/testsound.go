// Package testsound makes sound for the tests of the packages around it.
package testsound

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Speech returns a take that imitates speech: syllables of a buzz with harmonics and of noise,
// over a faint hiss, with silence before and after. Equal takes are computed once.
func Speech(rate int, seconds, level float64, seed uint64) []float32 {
	key := speechKey{rate, seconds, level, seed}
	x, ok := spoken.Load(key)
	if !ok {
		x, _ = spoken.LoadOrStore(key, speech(key))
	}
	return slices.Clone(x.([]float32))
}

type speechKey struct {
	rate           int
	seconds, level float64
	seed           uint64
}

// spoken holds the takes that were asked for: []float32 by speechKey.
var spoken sync.Map

func speech(k speechKey) []float32 {
	rate, seconds, level, seed := k.rate, k.seconds, k.level, k.seed
	rng := rand.New(rand.NewPCG(seed, 1))
	n, edge := int(seconds*float64(rate)), rate/3
	x := make([]float32, n+2*edge)
	phase, syllable, loud, noisy := 0.0, 0, 0.0, false
	for i := range x {
		x[i] = float32(1e-4 * level * rng.NormFloat64())
		if i < edge || i >= edge+n {
			continue
		}
		if syllable--; syllable < 0 {
			syllable = rate / 5
			loud, noisy = 0.2+0.8*rng.Float64(), rng.IntN(4) == 0
		}
		phase += (110 + 20*loud) / float64(rate)
		v := 0.2 * rng.NormFloat64()
		if !noisy {
			v = 0
			for h := 1.0; h < 12; h++ {
				v += math.Sin(2*math.Pi*h*phase) / h
			}
		}
		x[i] += float32(level * loud * v * math.Sin(math.Pi*float64(syllable)/float64(rate/5)))
	}
	return x
}

// Hiss returns noise with a level given as an amplitude.
func Hiss(n int, level float64, seed uint64) []float32 {
	rng := rand.New(rand.NewPCG(seed, 7))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(level * rng.NormFloat64())
	}
	return x
}
