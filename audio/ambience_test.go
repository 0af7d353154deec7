package audio_test

import (
	"math"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
)

// Every ambience at the highest level is at least 20 dB below each spoken line.
func TestBedStandsUnderTheVoice(t *testing.T) {
	const rate = 44100
	tl, v := sized(t, "finn", plan.Options{Only: []string{"Cat-Cow"}})
	voice := sessionOf(t, only(tl, script.Speech), v, "bowl", rate)
	for _, name := range samples.Ambiences() {
		k := mastering{tones: "bowl", ambience: name, rate: rate}.kit(t, v)
		k.Master, k.AmbienceLevel = nil, audio.HighestAmbience
		src, err := audio.NewSession(tl, k)
		if err != nil {
			t.Fatal(err)
		}
		bed := audio.BedOf(src)
		least := math.Inf(1)
		for _, c := range tl.Cues {
			from, to := audio.FrameAt(c.At, rate), audio.FrameAt(c.End(), rate)
			if c.Kind == script.Speech && c.Length > 2*time.Second {
				least = min(least, loudnessOf(testsound.Frames(voice, from, to), rate)-loudnessOf(testsound.Frames(bed, from, to), rate))
			}
		}
		t.Logf("%s: at least %.1f dB under the voice", name, least)
		if least < 20 {
			t.Errorf("%s: only %.1f dB under the voice", name, least)
		}
	}
}

// The bed fades in from silence and is silent again a second before the end; between
// the cues it has the requested level.
func TestBedFades(t *testing.T) {
	const rate = 44100
	tl := &script.Timeline{Length: time.Minute}
	rain := bundledAmbience(t, "rain", rate)
	bed := audio.NewBed(rain, tl, -20)
	if p := peak(testsound.Frames(bed, 0, rate/100)); p > 1e-4 {
		t.Errorf("it begins with a peak of %g", p)
	}
	if p := peak(testsound.Frames(bed, 59*rate, 60*rate)); p > 1e-6 {
		t.Errorf("in the last second there is a peak of %g", p)
	}
	if got, want := loudnessOf(testsound.Frames(bed, 10*rate, 22*rate), rate), audio.AmbienceLoudness(rain)-20; math.Abs(got-want) > 0.2 {
		t.Errorf("%.2f LUFS, want %.2f", got, want)
	}
	whole := testsound.Frames(bed, 3*rate, 50*rate)
	for i := 1; i < len(whole); i++ {
		if math.Abs(float64(whole[i][0]-whole[i-1][0])) > 0.05 {
			t.Fatalf("a click at %.3f s", 3+float64(i)/rate)
		}
	}
}

// Mixed to mono, an ambience keeps its sound: its channels differ, and their sum loses
// no more power than that of uncorrelated channels.
func TestAmbiencesAreWideAndMono(t *testing.T) {
	for _, name := range samples.Ambiences() {
		a := bundledAmbience(t, name, 48000)
		if got, want := a.Len(), int64(0); got%48000 != want {
			t.Errorf("%s: %d frames are no whole seconds", name, got)
		}
		var left, right, sum, cross float64
		for _, f := range testsound.Frames(a, 0, a.Len()) {
			l, r := float64(f[0]), float64(f[1])
			left, right, sum, cross = left+l*l, right+r*r, sum+(l+r)*(l+r)/4, cross+l*r
		}
		if c := cross / math.Sqrt(left*right); math.Abs(c) > 0.6 {
			t.Errorf("%s: the channels correlate by %.2f", name, c)
		}
		if loss := 10 * math.Log10(sum/((left+right)/2)); loss < -4.5 {
			t.Errorf("%s: in mono it is %.1f dB softer", name, -loss)
		}
	}
}

// The computed energy of a repeated loop agrees with the rendered frames.
func TestEnergyOfALoop(t *testing.T) {
	a := bundledAmbience(t, "ocean", 44100)
	if once, more := audio.AmbienceEnergy(a, 0, 27), audio.AmbienceEnergy(a, 5, 5+3*27); math.Abs(more/once-3) > 1e-6 {
		t.Errorf("three times round are %.6f of one", more/once)
	}
}

// BenchmarkNewAmbience measures the cost of a bed before the first frame, per frame of
// its loop.
func BenchmarkNewAmbience(b *testing.B) {
	loop, err := samples.Ambience(samples.DefaultAmbience)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		a, err := audio.NewAmbience(loop, 44100)
		if err != nil {
			b.Fatal(err)
		}
		n = int(a.Len())
	}
	testsound.PerFrame(b, n)
}

func BenchmarkBed(b *testing.B) {
	const rate = 44100
	tl, _ := backRelief(b, "finn", plan.Options{})
	bed := audio.NewBed(bundledAmbience(b, "ocean", rate), tl, -20)
	dst := make([]audio.Frame, pcm.ChunkFrames)
	for b.Loop() {
		for at := int64(0); at < bed.Len(); at += pcm.ChunkFrames {
			bed.Render(dst, at)
		}
	}
	testsound.PerFrame(b, int(bed.Len()))
}
