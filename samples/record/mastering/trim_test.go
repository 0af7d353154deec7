package mastering

import (
	"fmt"
	"testing"

	"respite/samples"
	"respite/samples/record/internal/testsound"
)

// The words are found in any noise, complete and with little noise around them.
func TestWordsAreFoundInNoise(t *testing.T) {
	const rate = samples.VoiceRate
	for _, noise := range []float64{0, 1e-5, 1e-3, 3e-3, 1e-2} {
		t.Run(fmt.Sprint(noise), func(t *testing.T) {
			spoken := testsound.Speech(rate, 1.5, 0.2, 3)
			at, n := rate/3, rate*3/2 // position and length of the speech
			x := testsound.Hiss(len(spoken), noise, 5)
			for i, v := range spoken {
				x[i] += v
			}
			from, to := Words(x)
			const near = rate * 60 / 1000
			if from > at+near || from < at-near || to < at+n-near || to > at+n+near {
				t.Errorf("found [%d, %d), they are at [%d, %d)", from, to, at, at+n)
			}
		})
	}
}

// A soft, long last consonant after a silent start does not count as noise.
func TestALastConsonantIsKept(t *testing.T) {
	x := testsound.Speech(samples.VoiceRate, 1, 0.2, 3)
	x = x[:len(x)-samples.VoiceRate/3]
	x = append(x, testsound.Hiss(samples.VoiceRate*150/1000, 0.005, 1)...)
	if _, to := Words(x); to < len(x)-10 {
		t.Errorf("%d samples of the end are cut", len(x)-to)
	}
}
