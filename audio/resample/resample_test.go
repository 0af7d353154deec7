package resample

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"respite/audio/internal/testsound"
)

// rest returns the RMS of x after subtracting its sine of hz, under the same window.
func rest(x []float32, rate int, hz float64) float64 {
	var ss, sum float64
	var m [3][4]float64 // normal equations of a·cos + b·sin + c
	for pass := range 2 {
		p := solve(m)
		for i, v := range x {
			w := 1 - math.Cos(2*math.Pi*float64(i)/float64(len(x)))
			s, c := math.Sincos(2 * math.Pi * hz * float64(i) / float64(rate))
			basis := [3]float64{c, s, 1}
			if pass == 1 {
				e := float64(v) - p[0]*c - p[1]*s - p[2]
				ss, sum = ss+w*e*e, sum+w
				continue
			}
			for r := range 3 {
				for q := range 3 {
					m[r][q] += w * basis[r] * basis[q]
				}
				m[r][3] += w * basis[r] * float64(v)
			}
		}
	}
	return math.Sqrt(ss / sum)
}

// solve is Gaussian elimination for three unknowns; a zero matrix gives zeros.
func solve(m [3][4]float64) (p [3]float64) {
	if m[2][2] == 0 {
		return p
	}
	for c := range 3 {
		for r := range 3 {
			if r == c {
				continue
			}
			f := m[r][c] / m[c][c]
			for q := range 4 {
				m[r][q] -= f * m[c][q]
			}
		}
	}
	for c := range 3 {
		p[c] = m[c][3] / m[c][c]
	}
	return p
}

// A kernel reaches 22 zero crossings of its sinc on each side, which are farther apart than
// input samples if the rate decreases: 22 · 3/2 = 33, 22 · 5/3 = 36.7.
func TestResamplerReach(t *testing.T) {
	for _, c := range []struct{ from, to, reach, step int }{{22050, 44100, 22, 1}, {24000, 16000, 33, 3}, {40000, 24000, 37, 5}} {
		if r := New[int16](c.from, c.to); r.Reach() != c.reach || r.Step() != c.step {
			t.Fatalf("%d to %d Hz: a reach of %d and steps of %d, want %d and %d", c.from, c.to, r.Reach(), r.Step(), c.reach, c.step)
		}
	}
}

// Without a change of the rate nothing swells. At twice the rate, the bound is the sum of
// the absolute taps, which an impulse shows.
func TestResamplerSwell(t *testing.T) {
	if s := New[float32](8000, 8000).Swell(); !testsound.Near(float64(s), 1, 1e-6) {
		t.Errorf("1 to 1: %g", s)
	}
	r := New[float32](22050, 44100)
	impulse := make([]float32, 201)
	impulse[100] = 1
	y := make([]float32, r.Len(len(impulse)))
	r.Render(y, impulse, 0) // y[k] is the tap by which sample 100 counts for frame k
	odd, even := 0.0, 0.0
	for k := 0; k < len(y); k += 2 {
		even, odd = even+math.Abs(float64(y[k])), odd+math.Abs(float64(y[k+1]))
	}
	if got := float64(r.Swell()); !testsound.Near(got, max(odd, even), 1e-5) {
		t.Errorf("1 to 2: %g, the absolute taps add up to %g and %g", got, even, odd)
	}
}

func TestResamplerKeepsTones(t *testing.T) {
	for _, c := range []struct {
		from, to int
		top      float64 // Hz, the highest tone in the pass band
	}{
		{22050, 44100, 9500}, {22050, 48000, 9500}, {22050, 22050, 11000}, {24000, 22050, 9500}, {24000, 16000, 6800},
		{44100, 48000, 19000}, {192000, 8000, 3400}, {8000, 192000, 3400}, {48000, 44100, 19000},
	} {
		t.Run(fmt.Sprint(c.from, " to ", c.to), func(t *testing.T) {
			t.Parallel()
			r := New[float32](c.from, c.to)
			for _, hz := range []float64{100, 997, 0.5 * c.top, 0.9 * c.top, c.top} {
				x := testsound.Sine(c.from/5, c.from, hz, 0.5)
				y := make([]float32, c.to/10)
				r.Render(y, x, c.to/20) // away from both ends
				if level := testsound.DB(testsound.Tone(y, c.to, hz) / 0.5); !testsound.Near(level, 0, 0.1) {
					t.Errorf("%v Hz: %+.3f dB", hz, level)
				}
				if noise := testsound.DB(rest(y, c.to, hz) * math.Sqrt2 / 0.5); noise > -90 {
					t.Errorf("%v Hz: everything but the tone is at %.1f dB", hz, noise)
				}
				if image := float64(c.from) - hz; image < float64(c.to)/2 {
					if level := testsound.DB(testsound.Tone(y, c.to, image) / 0.5); level > -90 {
						t.Errorf("%v Hz: its image at %v Hz is at %.1f dB", hz, image, level)
					}
				}
			}
		})
	}
}

// Frequencies above the transition do not alias.
func TestResamplerStopsAliases(t *testing.T) {
	r := New[float32](48000, 22050)
	for _, hz := range []float64{12600, 15000, 20000, 23900} {
		y := make([]float32, 2205)
		r.Render(y, testsound.Sine(9600, 48000, hz, 0.5), 1000)
		if level := testsound.DB(rest(y, 22050, 22050-hz) / 0.5); level > -90 {
			t.Errorf("%v Hz comes through at %.1f dB", hz, level)
		}
	}
}

// An output frame is at its exact time: a sine keeps its phase.
func TestResamplerHasNoDelay(t *testing.T) {
	for _, to := range []int{22050, 44100, 48000, 16000} {
		y := make([]float32, to/10)
		New[float32](22050, to).Render(y, testsound.Sine(4410, 22050, 1000, 1), to/20)
		for i := range y {
			want := math.Sin(2 * math.Pi * 1000 * float64(i+to/20) / float64(to))
			if !testsound.Near(float64(y[i]), want, 5e-5) {
				t.Fatalf("to %d Hz, frame %d: %v, want %v", to, i, y[i], want)
			}
		}
	}
}

func TestResamplerLen(t *testing.T) {
	for _, c := range []struct{ from, to, n, want int }{
		{22050, 44100, 10, 20}, {44100, 22050, 3, 2}, {22050, 48000, 147, 320},
		{22050, 48000, 1, 3}, {24000, 22050, 80, 74}, {8000, 8000, 7, 7}, {8000, 44100, 0, 0},
	} {
		if got := New[int16](c.from, c.to).Len(c.n); got != c.want {
			t.Errorf("%d to %d Hz: %d samples become %d, want %d", c.from, c.to, c.n, got, c.want)
		}
	}
}

// An input sample at the time of an output frame is not changed, for int16 and for
// float32.
func TestResamplerIsExactOnSamples(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]int16, 500)
	for i := range x {
		x[i] = int16(rng.IntN(65536) - 32768)
	}
	for _, c := range []struct{ from, to, in, out int }{{22050, 44100, 1, 2}, {22050, 48000, 147, 320}, {9, 9, 1, 1}, {8000, 24000, 1, 3}} {
		r := New[int16](c.from, c.to)
		y := make([]float32, r.Len(len(x)))
		r.Render(y, x, 0)
		for i := 0; i*c.in < len(x); i++ {
			if want := float32(x[i*c.in]) / 32768; y[i*c.out] != want {
				t.Fatalf("%d to %d Hz: sample %d is %v, want %v", c.from, c.to, i*c.in, y[i*c.out], want)
			}
		}
	}
}

// Blocks are the same as the whole, in any order and concurrently.
func TestResamplerBlocks(t *testing.T) {
	for _, c := range [][2]int{{22050, 44100}, {22050, 48000}, {24000, 22050}, {16000, 16000}, {44100, 11025}} {
		r := New[float32](c[0], c[1])
		x := testsound.Sine(700, c[0], 440, 0.7)
		const before = 300 // frames of silence on both sides
		n := r.Len(len(x)) + 2*before
		whole := make([]float32, n)
		r.Render(whole, x, -before)
		var wg sync.WaitGroup
		for seed := range uint64(8) {
			wg.Go(func() {
				rng := rand.New(rand.NewPCG(seed, 0))
				for range 100 {
					at := rng.IntN(n)
					block := make([]float32, rng.IntN(n-at+1))
					r.Render(block, x, at-before)
					for i := range block {
						if block[i] != whole[at+i] {
							t.Errorf("%v Hz: frame %d of the block at %d differs", c, i, at-before)
							return
						}
					}
				}
			})
		}
		wg.Wait()
		for _, i := range []int{0, before / 2, n - before/2, n - 1} {
			if whole[i] != 0 {
				t.Errorf("%v Hz: frame %d is %v, want silence", c, i-before, whole[i])
			}
		}
	}
}

func BenchmarkResampler(b *testing.B) {
	x := make([]int16, 22050)
	for _, to := range []int{44100, 48000, 16000} {
		b.Run(fmt.Sprint("22050 to ", to), func(b *testing.B) {
			r := New[int16](22050, to)
			dst := make([]float32, 1024)
			for b.Loop() {
				r.Render(dst, x, 100)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(dst)), "ns/frame")
		})
	}
}
