package record

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"

	"respite/samples"
	"respite/samples/record/internal/quantile"
)

// The parameters of mel-frequency cepstral coefficients (S. Davis and P. Mermelstein,
// "Comparison of Parametric Representations for Monosyllabic Word Recognition", IEEE Trans.
// ASSP 28, 1980).
const (
	cepstrumStep  = samples.VoiceRate * 20 / 1000 // samples between the starts of two frames
	cepstrumFrame = 512                           // samples, 23 ms
	melBands      = 26
	lowestBand    = 120.0  // Hz
	highestBand   = 7000.0 // Hz
	coefficients  = 13     // including the first, which is the level
)

// A spectrum is the power of a frame in bands of equal width on the mel scale.
type spectrum [melBands]float64

// A cepstrum holds the mel-frequency cepstral coefficients of a frame.
type cepstrum [coefficients]float64

// spectra returns the spectra of the frames of x.
func spectra(x []float32) []spectrum {
	n := max((len(x)-cepstrumFrame)/cepstrumStep, 0)
	fft, filters, window := fourier.NewFFT(cepstrumFrame), melFilters(), hann()
	frames := make([]spectrum, n)
	in, bins := make([]float64, cepstrumFrame), make([]complex128, cepstrumFrame/2+1)
	for i := range frames {
		for k := range in {
			in[k] = float64(x[i*cepstrumStep+k]) * window[k]
		}
		fft.Coefficients(bins, in)
		for b, f := range filters {
			for k, w := range f.weights {
				re, im := real(bins[f.first+k]), imag(bins[f.first+k])
				frames[i][b] += w * (re*re + im*im)
			}
		}
	}
	return frames
}

// A melFilter is a triangular filter over some bins of the spectrum.
type melFilter struct {
	first   int
	weights []float64
}

// melFilters returns triangular filters of equal width on the mel scale.
func melFilters() (filters [melBands]melFilter) {
	mel := func(hz float64) float64 { return 1127 * math.Log(1+hz/700) }
	low, high := mel(lowestBand), mel(highestBand)
	width := (high - low) / (melBands + 1)
	for b := range filters {
		centre := low + float64(b+1)*width
		for k := range cepstrumFrame/2 + 1 {
			at := mel(float64(k) * samples.VoiceRate / cepstrumFrame)
			switch w := 1 - math.Abs(at-centre)/width; {
			case w > 0 && filters[b].weights == nil:
				filters[b].first = k
				fallthrough
			case w > 0:
				filters[b].weights = append(filters[b].weights, w)
			}
		}
	}
	return filters
}

func hann() []float64 {
	w := make([]float64, cepstrumFrame)
	for i := range w {
		w[i] = 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/cepstrumFrame)
	}
	return w
}

// meanSpectrum returns the mean power in each band.
func meanSpectrum(lines [][]spectrum) (mean spectrum) {
	n := 0.0
	for _, line := range lines {
		for _, s := range line {
			n++
			for b, v := range s {
				mean[b] += v
			}
		}
	}
	for b := range mean {
		mean[b] /= max(n, 1)
	}
	return mean
}

// quietSpectrum returns the 10th percentile of the power in each band. If the lines contain
// pauses, this is the noise of the room.
func quietSpectrum(lines [][]spectrum) (quiet spectrum) {
	for b := range quiet {
		var all []float64
		for _, line := range lines {
			for _, s := range line {
				all = append(all, s[b])
			}
		}
		if len(all) > 0 {
			quiet[b] = quantile.Of(all, 0.1)
		}
	}
	return quiet
}

// cepstraOver returns the cepstra of lines after adding a noise floor. It normalises each
// coefficient over all of the lines.
func cepstraOver(lines [][]spectrum, floor spectrum) [][]cepstrum {
	cosines := dct()
	all := make([][]cepstrum, len(lines))
	for i, line := range lines {
		all[i] = make([]cepstrum, len(line))
		for j, s := range line {
			for b, v := range s {
				level := math.Log(v + floor[b] + 1e-12)
				for k := range coefficients {
					all[i][j][k] += level * cosines[b][k]
				}
			}
		}
	}
	normalise(all)
	return all
}

func dct() (cosines [melBands]cepstrum) {
	for b := range cosines {
		for k := range coefficients {
			cosines[b][k] = math.Cos(math.Pi * float64(k) * (float64(b) + 0.5) / melBands)
		}
	}
	return cosines
}

// normalise gives each coefficient a mean of 0 and a standard deviation of 1.
func normalise(lines [][]cepstrum) {
	for k := range coefficients {
		n, sum, squares := 0.0, 0.0, 0.0
		for _, line := range lines {
			for _, c := range line {
				n, sum, squares = n+1, sum+c[k], squares+c[k]*c[k]
			}
		}
		mean := sum / max(n, 1)
		spread := math.Sqrt(max(squares/max(n, 1)-mean*mean, 1e-9))
		for _, line := range lines {
			for i := range line {
				line[i][k] = (line[i][k] - mean) / spread
			}
		}
	}
}

// stackedAt are the offsets of the frames that are combined with each frame.
var stackedAt = [...]int{-4, -2, 0, 2, 4}

// stackedSize is the number of coefficients of the combined frames.
const stackedSize = len(stackedAt) * coefficients

// stacked combines each frame with its neighbours.
func stacked(line []cepstrum) [][]float64 {
	frames := make([][]float64, len(line))
	for i := range line {
		frames[i] = make([]float64, 0, stackedSize)
		for _, k := range stackedAt {
			frames[i] = append(frames[i], line[min(max(i+k, 0), len(line)-1)][:]...)
		}
	}
	return frames
}
