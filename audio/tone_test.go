package audio

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"respite/audio/internal/testsound"
	"respite/script"
)

func TestToneIsASource(t *testing.T) {
	for _, frames := range []int64{0, 1, 63, 64, 65, 5000, 22050, 200_001} {
		testsound.CheckSource(t, newTone(hum(44100, 220), 48000, frames, rising(1.5)))
	}
	testsound.CheckSource(t, newTone(Clip{Rate: 44100, Samples: []int16{1000, -2000, 3000}}, 44100, 5000, falling(1.5)))
	testsound.CheckSource(t, newTone(Clip{}, 44100, 500, steady(1.5)))
}

// The pitch follows the sweep in every part of a phase, for any length and any rates
// of texture and frames.
func TestTonePitch(t *testing.T) {
	tests := []struct {
		name        string
		sweep       sweep
		first, last float64 // Hz
	}{
		{"inhale rises", rising(1.5), 440, 660},
		{"hold", steady(1.5), 660, 660},
		{"exhale falls", falling(1.5), 660, 440},
		{"rest", steady(1), 440, 440},
	}
	for _, test := range tests {
		for _, seconds := range []float64{0.5, 4, 20} {
			for _, rates := range [][2]int{{44100, 44100}, {44100, 48000}, {22050, 44100}} { // texture, frames
				t.Run(fmt.Sprintf("%s/%gs/%v", test.name, seconds, rates), func(t *testing.T) {
					frames := int64(seconds * float64(rates[1]))
					got := render(newTone(hum(rates[0], 440), rates[1], frames, test.sweep))
					for _, u := range []float64{0.1, 0.5, 0.9} {
						want := test.first * math.Pow(test.last/test.first, u)
						if hz := pitchAt(got, rates[1], u); math.Abs(hz/want-1) > 0.01 {
							t.Errorf("%.0f %% into the phase: %.1f Hz, want %.1f", 100*u, hz, want)
						}
					}
				})
			}
		}
	}
}

// The level of a phase over time, in dB relative to the loudest part: it begins at -18
// dB, rises by at most 40 dB a second, and then stays within 2 dB until 0.2 s before
// the end.
func TestToneEnvelope(t *testing.T) {
	tests := []struct {
		name        string
		sweep       sweep
		first, last float64 // dB
	}{
		{"inhale", rising(1.5), -2, 0},
		{"hold", steady(1.5), -2, -2},
		{"exhale", falling(1.5), 0, -2},
	}
	for _, test := range tests {
		for _, seconds := range []int64{2, 4, 20} {
			const rate = 44100
			got := render(newTone(hum(rate, 440), rate, seconds*rate, test.sweep))
			level := func(at float64) float64 { return dB(peakAt(got, at/float64(seconds)) / 0.5) }
			for at := 0.04; at < 0.4; at += 0.02 {
				if rise := level(at+0.1) - level(at); rise > 4 {
					t.Errorf("%s of %d s: at %.2f s the level rises %.1f dB in 0.1 s, want 4 at most", test.name, seconds, at, rise)
				}
			}
			if soft, clear := level(0.05), level(0.3); soft > -15 || clear < -7 {
				t.Errorf("%s of %d s: %.1f dB at 0.05 s, want -15 at most; %.1f at 0.3 s, want -7 at least", test.name, seconds, soft, clear)
			}
			if first, last := level(0.55), level(float64(seconds)-0.22); math.Abs(first-test.first) > 0.6 || math.Abs(last-test.last) > 0.3 {
				t.Errorf("%s of %d s: from %.1f to %.1f dB, want %.0f to %.0f", test.name, seconds, first, last, test.first, test.last)
			}
		}
	}
}

// A phase begins on its first frame, is audible within a quarter of a second unless it
// is shorter, and has no click at its ends, however short it is.
func TestToneEnds(t *testing.T) {
	for _, sweep := range []sweep{rising(1.5), steady(1.5), falling(1.5), steady(1)} {
		for _, frames := range []int64{2205, 22050, 22111, 4 * 44100, 20*44100 - 1} {
			got := render(newTone(hum(44100, 220), 44100, frames, sweep))
			if got[0] != (Frame{}) || loudest(got[frames-1:]) > 6e-4 {
				t.Errorf("%v over %d frames starts at %v and ends at %v", sweep, frames, got[0], got[frames-1])
			}
			if loudest(got[:200]) < 1e-4 || frames > 11025 && loudest(got[:11025]) < 0.1 {
				t.Errorf("%v over %d frames is heard too late", sweep, frames)
			}
			steepest := 2 * math.Pi * 220 * 1.5 / 44100 * 0.5
			if step := largestStep(got); step > 1.02*steepest {
				t.Errorf("%v over %d frames has a step of %.4f, a sine has %.4f at most", sweep, frames, step, steepest)
			}
		}
	}
}

// The interpolation of a sine texture has an error of at most -60 dB, with and without
// a sweep.
func TestToneIsClean(t *testing.T) {
	const rate, frames, hz = 48000, 96000, 880.0
	for _, pitch := range [][2]float64{{1.5, 1.5}, {1, 1.5}, {1.5, 1}} {
		even := sweep{pitch: pitch}
		got := render(newTone(hum(44100, hz), rate, frames, even))
		var worst float64
		for i := frames / 4; i < frames*3/4; i++ {
			turns := hz * seconds(pitch, float64(i)/frames) * frames / rate
			worst = max(worst, math.Abs(float64(got[i][0])-0.5*math.Cos(2*math.Pi*turns)))
		}
		if worst > 0.5*0.001 {
			t.Errorf("from pitch %g to %g the tone is off by %.6f", pitch[0], pitch[1], worst)
		}
	}
}

// Both channels are equal, so that a single or mono speaker loses nothing.
func TestToneIsMono(t *testing.T) {
	for i, f := range render(newTone(hum(44100, 220), 44100, 44100, rising(1.5))) {
		if f[0] != f[1] {
			t.Fatalf("frame %d is %v", i, f)
		}
	}
}

// A kept tone is bit-exact to the rendered tone, in blocks of any size.
func TestAKeptToneIsTheTone(t *testing.T) {
	tone := newTone(hum(44100, 220), 48000, 30_011, rising(1.5))
	kept := keptFrames(tone)
	testsound.CheckSource(t, kept)
	if !slices.Equal(render(kept), render(tone)) {
		t.Error("its frames are others")
	}
}

// Tones that sound more than once are kept, up to a limit of memory.
func TestOnlySomeTonesAreKept(t *testing.T) {
	cue := func(k script.Kind, at, length time.Duration) script.Cue {
		return script.Cue{Kind: k, At: at, Length: length}
	}
	const long = mostKept / 44100 * time.Second / 3 * 2
	a := newArranger(Kit{Rate: 44100})
	for _, c := range []script.Cue{
		cue(script.Inhale, 0, 4*time.Second), cue(script.Exhale, 4*time.Second, 5*time.Second), cue(script.Inhale, 10*time.Second, 4*time.Second),
		cue(script.HoldTone, 0, long), cue(script.HoldTone, 0, long), cue(script.RestTone, 0, long), cue(script.RestTone, 0, long),
	} {
		a.sound(c)
	}
	a.keepTones()
	for i, want := range []bool{true, false, true, false} {
		if got := a.order[i].keep; got != want {
			t.Errorf("tone %d (%s) is kept: %v", i, a.order[i].key.kind, got)
		}
	}
}

func BenchmarkTone(b *testing.B) {
	src := newTone(hum(44100, 220), 48000, 4*48000, rising(1.5))
	block := make([]Frame, 4096)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		src.Render(block, int64(n%40)*4096)
		n++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n*len(block)), "ns/frame")
}

// hum is a loop of two seconds of a cosine with an amplitude of 0.5. Without fades it
// would click at both ends.
func hum(rate int, hz float64) Clip {
	c := Clip{Rate: rate, Samples: make([]int16, 2*rate)}
	for i := range c.Samples {
		c.Samples[i] = int16(math.Round(16384 * math.Cos(2*math.Pi*hz*float64(i)/float64(rate))))
	}
	return c
}

// seconds returns how much of a texture is read up to the fraction u of a phase of one
// second.
func seconds(pitch [2]float64, u float64) float64 {
	if pitch[0] == pitch[1] {
		return pitch[0] * u
	}
	return pitch[0] * (math.Pow(pitch[1]/pitch[0], u) - 1) / math.Log(pitch[1]/pitch[0])
}

func render(src Source) []Frame {
	frames := make([]Frame, src.Len())
	src.Render(frames, 0)
	return frames
}

// pitchAt returns the frequency in Hz around the fraction u, from the upward zero
// crossings within 25 ms.
func pitchAt(frames []Frame, rate int, u float64) float64 {
	centre, reach := int(u*float64(len(frames))), rate/40
	var first, last float64
	cycles := -1
	for i := centre - reach; i < centre+reach; i++ {
		a, b := float64(frames[i][0]), float64(frames[i+1][0])
		if a >= 0 || b < 0 {
			continue
		}
		last = float64(i) + a/(a-b)
		if cycles++; cycles == 0 {
			first = last
		}
	}
	return float64(cycles) * float64(rate) / (last - first)
}

// peakAt returns the largest amplitude within 5 ms of the fraction u.
func peakAt(frames []Frame, u float64) float64 {
	centre := int(u * float64(len(frames)))
	return loudest(frames[centre-220 : centre+220])
}

func loudest(frames []Frame) float64 {
	var peak float64
	for _, f := range frames {
		peak = max(peak, math.Abs(float64(f[0])))
	}
	return peak
}

func largestStep(frames []Frame) float64 {
	var step float64
	for i := range len(frames) - 1 {
		step = max(step, math.Abs(float64(frames[i+1][0]-frames[i][0])))
	}
	return step
}
