package limit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/loudness"
)

// loudSpeech is a Source that sometimes exceeds full scale.
func loudSpeech() Source {
	x := testsound.Babble(44100, 3)
	for i := range x {
		x[i] *= 1.8
	}
	return newClipOf(x)
}

// newClipOf returns a Source of mono sound.
func newClipOf(x []float32) Source { return testsound.Fixed(testsound.Both(x)) }

// The gain is held for 5 ms around a peak and changes over 5 ms, an even number of
// frames that is less than the hold.
func TestWindowOfTheLimiter(t *testing.T) {
	for rate, want := range map[int][2]int{8000: {40, 38}, 22050: {110, 108}, 44100: {221, 220}, 48000: {240, 238}} {
		if l := New(testsound.Fixed{}, rate, 1); l.hold != want[0] || l.glide != want[1] {
			t.Errorf("%d Hz: held for %d frames, gliding for %d, want %v", rate, l.hold, l.glide, want)
		}
	}
}

// The gain of a single peak is held as long as glide allows, and returns to 1 at
// hold + glide frames from it.
func TestSmoothHoldsAPeak(t *testing.T) {
	l := Limiter{hold: 6, glide: 4}
	const n, peak, low = 61, 30, unity / 2
	gains := slices.Repeat([]int32{unity}, n)
	gains[peak] = low
	got := l.smooth(gains)
	if len(got) != n-2*(6+4) {
		t.Fatalf("%d gains of %d", len(got), n)
	}
	for i, g := range got {
		away := max(i+6+4-peak, peak-i-6-4)
		if held, free := g == low, g == unity; held != (away <= 6-4) || free != (away > 6+4) {
			t.Errorf("%d frames from the peak: %.3f", away, float64(g)/unity)
		}
	}
}

func TestLimiterIsASource(t *testing.T) {
	testsound.CheckSource(t, New(loudSpeech(), 44100, 0.5))
}

func TestLimiterHoldsTheTruePeak(t *testing.T) {
	for _, ceiling := range []float32{0.9, 0.5, 0.25} {
		src := New(loudSpeech(), 44100, ceiling)
		if p := loudness.TruePeak(testsound.Frames(src, 0, src.Len()), 0); p > ceiling*1.0116 { // 0.1 dB, the margin of a master
			t.Errorf("a true peak of %.4f, want %.2f at most", p, ceiling)
		}
	}
}

func TestLimiterLeavesAloneWhatIsBelow(t *testing.T) {
	src := loudSpeech()
	limited := New(src, 44100, 4)
	if !slices.Equal(testsound.Frames(src, 0, src.Len()), testsound.Frames(limited, 0, src.Len())) {
		t.Error("frames changed that have no peak")
	}
	// Beyond the look-ahead, a single peak changes nothing.
	const at, near = 22050, 442 + 2*loudness.Reach
	x := testsound.Sine(44100, 44100, 300, 0.3)
	x[at] = 0.9
	one := newClipOf(x)
	a, b := testsound.Frames(one, 0, one.Len()), testsound.Frames(New(one, 44100, 0.5), 0, one.Len())
	if !slices.Equal(a[:at-near], b[:at-near]) || !slices.Equal(a[at+near:], b[at+near:]) {
		t.Error("the peak is felt farther away than the look-ahead")
	}
}

// quiet is a source whose bound claims that a part of it is silent.
type quiet struct {
	Source
	from, to int64
}

func (q quiet) Most(from, to int64) float32 {
	if from >= q.from && to <= q.to {
		return 0
	}
	return 9
}

// Where the bound of the source is low, the limiter skips the peak search: a true
// bound changes no frame, and with a false one the frames pass unlimited.
func TestLimiterUsesTheBoundOfTheSource(t *testing.T) {
	src := loudSpeech().(testsound.Fixed)
	for i := range src[40000:60000] {
		src[40000+i] = [2]float32{0.1, 0.1}
	}
	src[39999], src[60000] = [2]float32{1, 1}, [2]float32{1, 1}
	plain, told := New(src, 44100, 0.5), New(quiet{src, 40000, 60000}, 44100, 0.5)
	for at := int64(0); at < src.Len(); at += 1000 {
		if !slices.Equal(testsound.Frames(told, at, at+1000), testsound.Frames(plain, at, at+1000)) {
			t.Fatalf("the frames at %d are others", at)
		}
	}
	wrong := New(quiet{src, 0, src.Len()}, 44100, 0.5)
	if !slices.Equal(testsound.Frames(wrong, 20000, 30000), testsound.Frames(src, 20000, 30000)) {
		t.Error("it looks at what it was told about")
	}
}

// peakOf is a source that knows its largest sample.
type peakOf struct{ testsound.Fixed }

func (p peakOf) Most(int64, int64) float32 { return loudness.SamplePeak(p.Fixed) }

// A bound of the samples below the ceiling is not enough: a sine at a quarter of the rate
// can have all samples at 0.71 of its peak.
func TestLimiterMindsPeaksBetweenSamples(t *testing.T) {
	x := make([]float32, 4000)
	for i := range x {
		x[i] = float32(math.Sqrt2 / 2)
		if i&2 != 0 {
			x[i] = -x[i]
		}
	}
	src := New(peakOf{newClipOf(x).(testsound.Fixed)}, 44100, 0.8)
	if p := loudness.TruePeak(testsound.Frames(src, 1000, 3000), 0); p > 0.81 {
		t.Errorf("a true peak of %.3f, want 0.8", p)
	}
}

// Parts that add up to the source add up to what the limiter makes of it.
func TestPartsAddUp(t *testing.T) {
	src := loudSpeech().(testsound.Fixed)[:20000]
	quarter, others := make(testsound.Fixed, len(src)), make(testsound.Fixed, len(src))
	for i, f := range src {
		quarter[i] = [2]float32{f[0] / 4, f[1] / 4}
		others[i] = [2]float32{f[0] * 3 / 4, f[1] * 3 / 4}
	}
	l := New(src, 44100, 0.5)
	whole := testsound.Frames(l, 0, 20000)
	a, b := testsound.Frames(l.Part(quarter), 0, 20000), testsound.Frames(l.Part(others), 0, 20000)
	for i := range whole {
		if d := math.Abs(float64(a[i][0] + b[i][0] - whole[i][0])); d > 1e-6 {
			t.Fatalf("frame %d: %g and %g, the whole is %g", i, a[i][0], b[i][0], whole[i][0])
		}
	}
}

// The gain changes little from one frame to the next.
func TestLimiterGlides(t *testing.T) {
	x := make([]float32, 44100)
	for i := range x {
		x[i] = 0.4
	}
	x[22050] = 1
	src := New(newClipOf(x), 44100, 0.5)
	got := testsound.Frames(src, 20000, 24000)
	for i := 1; i < len(got); i++ {
		if i+20000 == 22050 || i+20000 == 22051 {
			continue
		}
		if d := math.Abs(float64(got[i][0] - got[i-1][0])); d > 0.4*0.5*2/200 {
			t.Fatalf("frame %d: the gain jumps by %.4f", 20000+i, d/0.4)
		}
	}
}

func TestSliding(t *testing.T) {
	x := []int32{5, 3, 8, 1, 9, 9, 9, 2, 7}
	for width := 1; width <= 6; width++ {
		least, mean := slidingMin(slices.Clone(x), width), slidingMean(slices.Clone(x), width)
		if len(least) != len(x)-width+1 || len(mean) != len(least) {
			t.Fatalf("width %d: %d and %d values", width, len(least), len(mean))
		}
		for i := range least {
			sum := int32(0)
			for _, v := range x[i : i+width] {
				sum += v
			}
			if least[i] != slices.Min(x[i:i+width]) || mean[i] != sum/int32(width) {
				t.Errorf("width %d at %d: %d and %d", width, i, least[i], mean[i])
			}
		}
	}
}

// The true peak stays below the ceiling, and frames far from a peak do not change.
func FuzzLimit(f *testing.F) {
	f.Add(uint64(1), 0.5, 4000)
	f.Add(uint64(2), 0.01, 10)
	f.Add(uint64(3), 0.9, 0)
	f.Fuzz(func(t *testing.T, seed uint64, ceiling float64, n int) {
		if !(ceiling > 1e-3 && ceiling < 1) || n < 0 || n > 20000 {
			t.Skip()
		}
		const rate = 22050
		x := testsound.Fixed(testsound.Both(bursts(n, seed)))
		y := testsound.Frames(New(x, rate, float32(ceiling)), 0, int64(n))
		if p := loudness.TruePeak(y, 0); p > float32(ceiling)*1.0116 { // 0.1 dB
			t.Fatalf("a true peak of %v, above %v", p, ceiling)
		}
		const reach = rate/100 + 4*loudness.Reach
		for i := 0; i < n; i += 7 {
			around := testsound.Frames(x, int64(i-reach), int64(i+reach))
			if y[i] != x[i] && loudness.TruePeak(around, 0) <= float32(ceiling) {
				t.Fatalf("frame %d went from %v to %v, far from any peak", i, x[i][0], y[i][0])
			}
		}
	})
}

// bursts returns n samples of noise that is alternately loud and soft.
func bursts(n int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	x, level := make([]float32, n), 0.0
	for i := range x {
		if i%700 == 0 {
			level = r.Float64()
		}
		x[i] = float32(level * level * level * (2*r.Float64() - 1))
	}
	return x
}

func BenchmarkLimiter(b *testing.B) {
	for name, ceiling := range map[string]float32{"idle": 10, "at work": 0.5} {
		b.Run(name, func(b *testing.B) {
			src := loudSpeech()
			limited := New(src, 44100, ceiling)
			dst := make([][2]float32, 1<<14)
			for b.Loop() {
				for at := int64(0); at < src.Len(); at += 1 << 14 {
					limited.Render(dst, at)
				}
			}
			testsound.PerFrame(b, int(src.Len()))
		})
	}
}
