package biquad

import (
	"math"
	"math/cmplx"
	"testing"

	"respite/audio/internal/testsound"
)

// response computes the filter's gain in dB at hz from its coefficients.
func response(f Filter, rate int, hz float64) float64 {
	z := cmplx.Rect(1, -2*math.Pi*hz/float64(rate)) // z to the power of -1
	b := complex(f.B0, 0) + complex(f.B1, 0)*z + complex(f.B2, 0)*z*z
	a := 1 + complex(f.A1, 0)*z + complex(f.A2, 0)*z*z
	return testsound.DB(cmplx.Abs(b / a))
}

func TestBiquadResponses(t *testing.T) {
	const q = math.Sqrt2 / 2
	for _, rate := range []int{22050, 44100, 48000} {
		for _, c := range []struct {
			name      string
			filter    Filter
			hz, level float64
		}{
			{"high-pass, corner", HighPass(rate, 70, q), 70, -3.0103},
			{"high-pass, an octave and more below", HighPass(rate, 70, q), 17.5, -24.1},
			{"high-pass, pass band", HighPass(rate, 70, q), 2000, 0},
			{"peaking, centre", Peaking(rate, 3000, 0.9, -3), 3000, -3},
			{"peaking, far below", Peaking(rate, 3000, 0.9, -3), 20, 0},
			{"low shelf, below", LowShelf(rate, 200, q, 2), 5, 2},
			{"low shelf, corner", LowShelf(rate, 200, q, 2), 200, 1},
			{"steep low shelf, an octave below", LowShelf(rate, 200, q, 12), 100, 11.103},
			{"steep low shelf, an octave above", LowShelf(rate, 200, q, 12), 400, 0.896}, // A(s² + s√A/Q + A)/(As² + s√A/Q + 1) of the cookbook, s = i/2 and 2i
			{"low shelf, above", LowShelf(rate, 200, q, 2), 9000, 0},
			{"steep high shelf, an octave below", HighShelf(rate, 200, q, 12), 100, 0.896}, // the mirror image
			{"steep high shelf, an octave above", HighShelf(rate, 200, q, 12), 400, 11.103},
			{"high shelf, above", HighShelf(rate, 6000, q, -4), float64(rate) / 2, -4},
			{"high shelf, corner", HighShelf(rate, 6000, q, -4), 6000, -2},
			{"high shelf, below", HighShelf(rate, 6000, q, -4), 50, 0},
		} {
			if got := response(c.filter, rate, c.hz); !testsound.Near(got, c.level, 0.05) {
				t.Errorf("%d Hz, %s: %.3f dB at %v Hz, want %.3f", rate, c.name, got, c.hz, c.level)
			}
		}
	}
}

// The measured gain for a sine agrees with the coefficients.
func TestBiquadFilter(t *testing.T) {
	f := HighShelf(22050, 3000, 0.7, 6)
	for _, hz := range []float64{200, 3000, 8000} {
		x := testsound.Sine(8820, 22050, hz, 0.25)
		f.Run(x)
		got, want := testsound.DB(testsound.Tone(x[4410:], 22050, hz)/0.25), response(f, 22050, hz)
		if !testsound.Near(got, want, 0.01) {
			t.Errorf("%v Hz: %.3f dB, want %.3f", hz, got, want)
		}
	}
}
