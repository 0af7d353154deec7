package audio

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/samples"
	"respite/script"
	"respite/script/plan"
)

func TestBedIsASource(t *testing.T) {
	a := &Ambience{rate: 8000, pcm: [2][]int16{noise(8000, 3001).Samples, noise(8000, 3001).Samples}, shift: [2]int{0, 1000}}
	tl := spoken(span{3 * time.Second, 4 * time.Second})
	tl.Length = 9 * time.Second
	checkSource(t, newBed(a, tl, -6))
}

// While a line is spoken the bed stands at least 20 dB under it, with every
// ambience, at the highest level.
func TestBedStandsUnderTheVoice(t *testing.T) {
	const rate = 44100
	tl, v := backRelief(t, "ross", plan.Options{Only: []string{"Cat-Cow"}})
	for _, name := range samples.Ambiences() {
		k := mastering{tones: "bowl", ambience: name, rate: rate}.kit(t, v)
		k.Master, k.AmbienceLevel = nil, HighestAmbience
		voice := sessionOf(t, only(tl, script.Speech), v, "bowl", rate)
		src, err := NewSession(tl, k)
		if err != nil {
			t.Fatal(err)
		}
		bed := src.(*mix).bed
		least := math.Inf(1)
		for _, c := range tl.Cues {
			from, to := FrameAt(c.At, rate), FrameAt(c.End(), rate)
			if c.Kind == script.Speech && c.Length > 2*time.Second {
				least = min(least, loudness(frames(voice, from, to), rate)-loudness(frames(bed, from, to), rate))
			}
		}
		t.Logf("%s: at least %.1f dB under the voice", name, least)
		if least < 20 {
			t.Errorf("%s: only %.1f dB under the voice", name, least)
		}
	}
}

// The bed comes from silence and is silent again a second before the end;
// between the cues it has the level asked for.
func TestBedFades(t *testing.T) {
	const rate = 44100
	tl := &script.Timeline{Length: time.Minute}
	bed := newBed(bundledAmbience(t, "rain", rate), tl, -20)
	if p := peak(frames(bed, 0, rate/100)); p > 1e-4 {
		t.Errorf("it begins with a peak of %g", p)
	}
	if p := peak(frames(bed, 59*rate, 60*rate)); p > 1e-6 {
		t.Errorf("in the last second there is a peak of %g", p)
	}
	if got, want := loudness(frames(bed, 10*rate, 22*rate), rate), bed.level.loudness()-20; math.Abs(got-want) > 0.2 {
		t.Errorf("%.2f LUFS, want %.2f", got, want)
	}
	whole := frames(bed, 3*rate, 50*rate)
	for i := 1; i < len(whole); i++ {
		if math.Abs(float64(whole[i][0]-whole[i-1][0])) > 0.05 {
			t.Fatalf("a click at %.3f s", 3+float64(i)/rate)
		}
	}
}

// What an ambience is on two loudspeakers it still is on one: its channels
// differ, and together lose no more than chance takes.
func TestAmbiencesAreWideAndMono(t *testing.T) {
	for _, name := range samples.Ambiences() {
		a := bundledAmbience(t, name, 48000)
		if got, want := a.Len(), int64(0); got%48000 != want {
			t.Errorf("%s: %d frames are no whole seconds", name, got)
		}
		var left, right, sum, cross float64
		for _, f := range frames(a, 0, a.Len()) {
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

// The level of a loop, time round after time round, is that of what sounds.
func TestEnergyOfALoop(t *testing.T) {
	a := bundledAmbience(t, "ocean", 44100)
	if once, more := a.energy(0, 27), a.energy(5, 5+3*27); math.Abs(more/once-3) > 1e-6 {
		t.Errorf("three times round are %.6f of one", more/once)
	}
}

// loopFile writes a WAV file of so many seconds of a sine, and its quieter double on the right.
func loopFile(t *testing.T, rate int, seconds float64) string {
	t.Helper()
	f := both(sine(int(seconds*float64(rate)), rate, 440, 0.2))
	for i := range f {
		f[i][1] /= 2
	}
	path := filepath.Join(t.TempDir(), "loop.wav")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := (WAV{Rate: rate}).Write(t.Context(), out, fixed(f), nil); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file of any rate becomes a loop of the session's rate: as long less the
// crossfade, as loud, at the same pitch.
func TestAmbienceFromAFile(t *testing.T) {
	for _, rate := range []int{8000, 22050, 44100, 48000, 96000, 192000} {
		t.Run(fmt.Sprint(rate), func(t *testing.T) {
			a, err := OpenAmbience(loopFile(t, rate, 10), 44100)
			if err != nil {
				t.Fatal(err)
			}
			if a.Len() != 8*44100 {
				t.Errorf("%d frames, want those of 8 s", a.Len())
			}
			var l, r []float32
			for _, f := range frames(a, 3*44100, 7*44100) {
				l, r = append(l, f[0]), append(r, f[1])
			}
			if got := tone(l, 44100, 440); math.Abs(dB(got/0.2)) > 0.02 {
				t.Errorf("left: an amplitude of %.4f, want 0.2", got)
			}
			if got := tone(r, 44100, 440); math.Abs(dB(got/0.1)) > 0.02 {
				t.Errorf("right: an amplitude of %.4f, want 0.1", got)
			}
		})
	}
}

func TestALongFileIsCut(t *testing.T) {
	a, err := OpenAmbience(loopFile(t, 8000, 200), 44100)
	if err != nil {
		t.Fatal(err)
	}
	if a.Len() != 178*44100 {
		t.Errorf("%.1f s, want 178", float64(a.Len())/44100)
	}
}

func TestFilesThatAreNoAmbience(t *testing.T) {
	silent := filepath.Join(t.TempDir(), "silent.wav")
	if err := os.WriteFile(silent, samples.Clip{Rate: 44100, Samples: make([]int16, 200000)}.WAV(), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		silent: "is silent", loopFile(t, 44100, 1.5): "lasts 1.5 s, an ambience needs at least 2", "nowhere.wav": "no such file",
	} {
		if _, err := OpenAmbience(path, 44100); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

func BenchmarkBed(b *testing.B) {
	const rate = 44100
	tl, _ := backRelief(b, "ross", plan.Options{})
	bed := newBed(bundledAmbience(b, "ocean", rate), tl, -20)
	dst := make([]Frame, chunk)
	for b.Loop() {
		for at := int64(0); at < bed.Len(); at += chunk {
			bed.Render(dst, at)
		}
	}
	perFrame(b, int(bed.Len()))
}
