package samples_test

import (
	"math"
	"testing"
	"time"

	"respite/audio"
	"respite/samples"
	"respite/script"
)

const rate = 48000 // Hz: the rate for which ITU-R BS.1770-4 gives the coefficients of K-weighting

// A second-order filter: b0, b1, b2, a1, a2.
type filter [5]float64

// The two stages of K-weighting, from the tables of BS.1770-4.
var (
	kFirst  = filter{1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585}
	kSecond = filter{1, -2, 1, -1.99004745483398, 0.99007225036621}
)

// highPass returns a second-order Butterworth filter at a frequency in Hz, like
// ffmpeg's highpass.
func highPass(hz float64) filter {
	sin, cos := math.Sincos(2 * math.Pi * hz / rate)
	a := sin / math.Sqrt2
	return filter{(1 + cos) / 2 / (1 + a), -(1 + cos) / (1 + a), (1 + cos) / 2 / (1 + a), -2 * cos / (1 + a), (1 - a) / (1 + a)}
}

// phone and laptop simulate the loudspeakers of a phone and of a laptop.
var phone, laptop = highPass(500), highPass(200)

// apply filters x in place.
func (f filter) apply(x []float64) {
	var x1, x2, y1, y2 float64
	for i, v := range x {
		y := f[0]*v + f[1]*x1 + f[2]*x2 - f[3]*y1 - f[4]*y2
		if math.Abs(y) < 1e-30 {
			y = 0 // the decay would end in denormal numbers, which are slow
		}
		x[i] = y
		x2, x1, y2, y1 = x1, v, y1, y
	}
}

// A meter holds the loudness of stereo sound in steps of 10 ms.
type meter []float64 // K-weighted mean squares of both channels

// measure measures sound behind a filter, or without one.
func measure(frames []audio.Frame, through ...filter) meter {
	const grain = rate / 100
	m := make(meter, len(frames)/grain)
	for c := range 2 {
		x := make([]float64, len(frames))
		for i, f := range frames {
			x[i] = float64(f[c])
		}
		for _, f := range append(through, kFirst, kSecond) {
			f.apply(x)
		}
		for i := range m {
			for _, v := range x[i*grain : (i+1)*grain] {
				m[i] += v * v / grain
			}
		}
	}
	return m
}

// between returns the loudness between two seconds, in LUFS, without a gate.
func (m meter) between(from, to float64) float64 {
	sum := 0.0
	part := m[int(math.Round(from*100)):int(math.Round(to*100))]
	for _, p := range part {
		sum += p
	}
	return -0.691 + 10*math.Log10(sum/float64(len(part)))
}

// momentary returns the loudness of 400 ms from each tenth of a second on, between two
// seconds.
func (m meter) momentary(from, to float64) []float64 {
	var all []float64
	for at := from; at+0.4 < to+0.005; at += 0.1 {
		all = append(all, m.between(at, at+0.4))
	}
	return all
}

// session returns the sound of a cue, followed by the time in which a bed fades out.
func session(t *testing.T, kit audio.Kit, cue script.Cue) []audio.Frame {
	t.Helper()
	kit.Rate = rate
	src, err := audio.NewSession(&script.Timeline{Length: cue.End() + 7*time.Second, Cues: []script.Cue{cue}}, kit)
	if err != nil {
		t.Fatal(err)
	}
	frames := make([]audio.Frame, src.Len())
	src.Render(frames, 0)
	return frames
}

// bed returns a bundled ambience.
func bed(t *testing.T, name string) *audio.Ambience {
	t.Helper()
	loop, err := samples.Ambience(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := audio.NewAmbience(loop, rate)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// less subtracts other frames from frames.
func less(a, b []audio.Frame) []audio.Frame {
	rest := make([]audio.Frame, len(a))
	for i := range a {
		rest[i] = audio.Frame{a[i][0] - b[i][0], a[i][1] - b[i][1]}
	}
	return rest
}
