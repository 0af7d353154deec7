package mastering

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/internal/testsound"
)

func TestMaster(t *testing.T) {
	for _, c := range []struct {
		rate    int
		seconds float64
		level   float64
		kind    Kind
	}{
		{24000, 0.4, 0.1, Dull}, {24000, 3, 0.3, Dull}, {22050, 1, 0.003, Dull},
		{16000, 6, 0.1, Dull}, {48000, 2, 0.5, Dull}, {44100, 0.2, 3, Dull},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			t.Parallel()
			clip, err := Line(testsound.Speech(c.rate, c.seconds, c.level, 3), c.rate, c.kind)
			if err != nil {
				t.Fatal(err)
			}
			if got := Loudness(clip); math.Abs(got-target) > tolerance {
				t.Errorf("%.2f LUFS, want %v", got, target)
			}
			checkEnds(t, clip)
			for i, v := range clip.Samples {
				if math.Abs(float64(v)) > 32768*amplitude(-3) {
					t.Fatalf("sample %d is %d, above -3 dBFS", i, v)
				}
			}
			if got := clip.Length().Seconds(); math.Abs(got-c.seconds) > 0.1 {
				t.Errorf("lasts %.3f s, want about %v", got, c.seconds)
			}
		})
	}
}

// checkEnds checks for silent first and last samples, and at most 60 ms of silence at each
// end.
func checkEnds(t *testing.T, clip audio.Clip) {
	t.Helper()
	heard := func(v int16) bool { return math.Abs(float64(v)) >= 32768*gate }
	x := clip.Samples
	if heard(x[0]) || heard(x[len(x)-1]) {
		t.Errorf("begins with %d and ends with %d", x[0], x[len(x)-1])
	}
	before := slices.IndexFunc(x, heard)
	slices.Reverse(x)
	after := slices.IndexFunc(x, heard)
	slices.Reverse(x)
	if limit := clip.Rate * 60 / 1000; before > limit || after > limit {
		t.Errorf("%d and %d samples of silence at the ends, at most %d are wanted", before, after, limit)
	}
}

func TestMasterIsRepeatable(t *testing.T) {
	take := testsound.Speech(24000, 1, 0.2, 9)
	kept := slices.Clone(take)
	a, errA := Line(take, 24000, Dull)
	b, errB := Line(take, 24000, Dull)
	if errA != nil || errB != nil || !slices.Equal(a.Samples, b.Samples) {
		t.Error("the same take gave different samples", errA, errB)
	}
	if !slices.Equal(take, kept) {
		t.Error("the take itself was changed")
	}
}

func TestMasterRefuses(t *testing.T) {
	nan, inf := testsound.Speech(24000, 1, 0.2, 1), testsound.Speech(24000, 1, 0.2, 1)
	nan[500], inf[500] = float32(math.NaN()), float32(math.Inf(-1))
	spike := make([]float32, 24000)
	spike[12000] = 1
	for _, c := range []struct {
		name string
		take []float32
		want string
	}{
		{"nothing", nil, "silent"},
		{"silence", make([]float32, 24000), "silent"},
		{"hiss only", testsound.Speech(24000, 0, 0, 1), "silent"},
		{"not a number", nan, "sample 500"},
		{"infinite", inf, "sample 500"},
		{"a click", spike, "instead of -20"},
	} {
		if _, err := Line(c.take, 24000, Dull); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

// The level of the take does not matter.
func TestMasterIsLevelBlind(t *testing.T) {
	loud, err := Line(testsound.Speech(22050, 2, 0.4, 5), 22050, Dull)
	if err != nil {
		t.Fatal(err)
	}
	soft, err := Line(testsound.Speech(22050, 2, 0.1, 5), 22050, Dull)
	if err != nil {
		t.Fatal(err)
	}
	if d := len(loud.Samples) - len(soft.Samples); max(d, -d) > 22050/100 {
		t.Errorf("lasts %d samples when loud, %d when soft", len(loud.Samples), len(soft.Samples))
	}
}

// A hum below the voice is removed.
func TestMasterCutsRumble(t *testing.T) {
	take := testsound.Speech(22050, 2, 0.2, 4)
	for i := range take {
		take[i] += float32(0.2 * math.Sin(2*math.Pi*10*float64(i)/22050))
	}
	clip, err := Line(take, 22050, Dull)
	if err != nil {
		t.Fatal(err)
	}
	checkEnds(t, clip)
	if got := levelAt(Floats(clip.Samples), 10); got > -35 {
		t.Errorf("the hum is still at %.1f dBFS", got)
	}
}

func TestEqualiser(t *testing.T) {
	for _, c := range []struct {
		kind     Kind
		hz, gain float64
	}{{Dull, 20, -28.8}, {Dull, 2800, 2}, {Dull, 10000, 0}, {Natural, 70, -3}, {Natural, 2800, 0}} {
		x := make([]float32, 4*samples.VoiceRate)
		for i := range x {
			x[i] = float32(0.1 * math.Sin(2*math.Pi*c.hz*float64(i)/samples.VoiceRate))
		}
		for _, f := range equaliser(c.kind) {
			f.Run(x)
		}
		if got := levelAt(x[2*samples.VoiceRate:], c.hz) + 20; math.Abs(got-c.gain) > 0.7 {
			t.Errorf("kind %d: %.2f dB at %v Hz, want about %v", c.kind, got, c.hz, c.gain)
		}
	}
}

// levelAt returns the level in dB of the sine at hz in x, at the rate of a voice.
func levelAt(x []float32, hz float64) float64 {
	var re, im float64
	for i, v := range x {
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / samples.VoiceRate)
		re, im = re+float64(v)*c, im+float64(v)*s
	}
	return 20 * math.Log10(2*math.Hypot(re, im)/float64(len(x)))
}

func TestFade(t *testing.T) {
	x := make([]float32, 1000)
	for i := range x {
		x[i] = 1
	}
	fade(x)
	if x[0] != 0 || x[999] != 0 || x[fadeLength] != 1 || x[999-fadeLength] != 1 || x[10] <= x[9] || x[989] <= x[990] {
		t.Errorf("%v … %v", x[:12], x[988:])
	}
}

func TestLoudnessAgreesWithFFmpeg(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	clip, err := Line(testsound.Speech(24000, 1.3, 0.2, 2), 24000, Dull)
	if err != nil {
		t.Fatal(err)
	}
	for n := len(clip.Samples); len(clip.Samples) < 4*clip.Rate; {
		clip.Samples = append(clip.Samples, clip.Samples[:n]...)
	}
	file := filepath.Join(t.TempDir(), "x.wav")
	if err := os.WriteFile(file, wav.EncodeClip(clip), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ffmpeg", "-nostats", "-hide_banner", "-i", file, "-af", "ebur128", "-f", "null", "-").CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	found := regexp.MustCompile(`I:\s+(-?[0-9.]+) LUFS`).FindAllSubmatch(out, -1)
	if found == nil {
		t.Fatalf("ffmpeg gave no loudness: %s", out)
	}
	if got, err := strconv.ParseFloat(string(found[len(found)-1][1]), 64); err != nil || math.Abs(got-target) > tolerance {
		t.Errorf("ffmpeg says %v LUFS, want %v", got, target)
	}
}

func BenchmarkMaster(b *testing.B) {
	take := testsound.Speech(24000, 3, 0.3, 1)
	for b.Loop() {
		if _, err := Line(take, 24000, Dull); err != nil {
			b.Fatal(err)
		}
	}
}

// Rounding to 13 bits changes samples by less than a step of 8, and leaves no silent ends.
func TestCoarse(t *testing.T) {
	x := make([]int16, 9000)
	for i := 3000; i < 4000; i++ {
		x[i] = int16(9000 * math.Sin(float64(i)/5))
	}
	short := Coarse(audio.Clip{Rate: samples.VoiceRate, Samples: x}).Samples
	first := 3000 - slices.IndexFunc(short, func(v int16) bool { return !isSilent(float32(v) / 32768) })
	for i, v := range short {
		if d := int(v) - int(x[min(first+i, len(x)-1)]); v%8 != 0 || d > 12 || d < -12 {
			t.Fatalf("%d becomes %d", x[first+i], v)
		}
	}
	if got, most := len(short), 1000+padBefore+padAfter; got > most || got < most-20 {
		t.Errorf("%d samples are left, want about %d", got, most)
	}
	if silent := make([]int16, 10); len(withoutSilence(silent)) != 10 {
		t.Error("a silent line is cut")
	}
}

// The loud and the soft parts of a take become more similar in level.
func TestLineEvensOut(t *testing.T) {
	loud, soft := testsound.Speech(22050, 2, 0.4, 5), testsound.Speech(22050, 2, 0.04, 5) // 20 dB apart
	clip, err := Line(slices.Concat(loud, soft), 22050, Natural)
	if err != nil {
		t.Fatal(err)
	}
	x := Floats(clip.Samples)
	half := len(x) / 2
	apart := quantile.Of(Levels(x[:half]), 0.8) / quantile.Of(Levels(x[half:]), 0.8)
	if dB := 20 * math.Log10(apart); dB > 17 || dB < 10 {
		t.Errorf("the parts are %.1f dB apart, 20 in the take", dB)
	}
}
