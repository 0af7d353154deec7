package audio_test

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"sync"
	"time"

	"respite/audio"
	"respite/audio/loudness"
)

// A testVoice says every line as noise in syllables, with the loudness and the peaks
// of a voice. Each take of a line has another sound. Its clips must not be changed.
type testVoice struct{ name string }

const testVoiceRate = 22050

func (v testVoice) Length(text string) (time.Duration, bool) {
	return audio.Clip{Rate: testVoiceRate, Samples: make([]int16, v.samples(text))}.Length(), true
}

func (testVoice) samples(text string) int { return (400 + 65*len(text)) * testVoiceRate / 1000 }

// said holds the clips of all lines that were said, because a line takes long to make and
// most tests say the same ones.
var said sync.Map // spoken by line

type (
	line struct {
		voice, text string
		take        int
	}
	spoken struct {
		clip     audio.Clip
		loudness float64
	}
)

func (v testVoice) Say(text string, take int) (audio.Clip, float64, error) {
	key := line{v.name, text, take}
	s, ok := said.Load(key)
	if !ok {
		s, _ = said.LoadOrStore(key, v.make(text, take))
	}
	return s.(spoken).clip, s.(spoken).loudness, nil
}

func (v testVoice) make(text string, take int) spoken {
	h := fnv.New64()
	h.Write([]byte(v.name + text))
	r := rand.New(rand.NewPCG(h.Sum64(), uint64(take)))
	x := make([]float32, v.samples(text))
	low := 0.0
	for i := range x {
		low += 0.3 * (r.NormFloat64() - low)
		t := float64(i) / testVoiceRate
		x[i] = float32(0.12 * low * (0.15 + math.Pow(math.Sin(math.Pi*4*t), 2)))
	}
	clip := audio.Clip{Rate: testVoiceRate, Samples: make([]int16, len(x))}
	long := make([]float32, 0, 5*testVoiceRate)
	for i, v := range x {
		fade := min(1, float64(i+1)/100, float64(len(x)-i)/100)
		clip.Samples[i] = int16(math.Round(32767 * min(1, max(-1, float64(v)*fade))))
	}
	for len(long) < 4*testVoiceRate {
		for _, v := range clip.Samples {
			long = append(long, float32(v)/32768)
		}
	}
	return spoken{clip, loudness.Integrated(testVoiceRate, long)}
}
