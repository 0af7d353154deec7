package record

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"

	"respite/samples"
)

// The measuring of cepstra: mel-frequency cepstral coefficients (S. Davis and P. Mermelstein, "Comparison of
// Parametric Representations for Monosyllabic Word Recognition", IEEE Trans. ASSP 28, 1980).
const (
	cepstrumStep  = samples.VoiceRate * 15 / 1000 // samples from one frame to the next
	cepstrumFrame = 512                           // samples, 23 ms
	melBands      = 26
	lowestBand    = 120.0  // Hz
	highestBand   = 7000.0 // Hz
	coefficients  = 13     // with the first, the level
)

// A cepstrum is what a frame of speech sounds like, with how that changes: coefficients and their slopes.
type cepstrum [2 * coefficients]float32

// cepstra are the frames of a take, with the mean of each coefficient taken away and brought to the
// same spread, so that the voice, the microphone and the room count little.
func cepstra(x []float32) []cepstrum {
	n := (len(x) - cepstrumFrame) / cepstrumStep
	if n < 2 {
		return nil
	}
	fft, filters, window := fourier.NewFFT(cepstrumFrame), melFilters(), hann()
	frames := make([]cepstrum, n)
	in, spectrum := make([]float64, cepstrumFrame), make([]complex128, cepstrumFrame/2+1)
	for i := range frames {
		for k := range in {
			in[k] = float64(x[i*cepstrumStep+k]) * window[k]
		}
		fft.Coefficients(spectrum, in)
		frames[i].set(filters, spectrum)
	}
	addSlopes(frames)
	normalise(frames)
	return frames
}

// set computes the coefficients of a spectrum.
func (c *cepstrum) set(filters [melBands][]float64, spectrum []complex128) {
	var logs [melBands]float64
	for b, f := range filters {
		sum := 0.0
		for k, w := range f {
			if w > 0 {
				re, im := real(spectrum[k]), imag(spectrum[k])
				sum += w * (re*re + im*im)
			}
		}
		logs[b] = math.Log(sum + 1e-7)
	}
	for k := range coefficients {
		sum := 0.0
		for b, v := range logs {
			sum += v * math.Cos(math.Pi*float64(k)*(float64(b)+0.5)/melBands)
		}
		c[k] = float32(sum)
	}
}

// melFilters are triangles of the same width on the mel scale.
func melFilters() (filters [melBands][]float64) {
	mel := func(hz float64) float64 { return 1127 * math.Log(1+hz/700) }
	low, high := mel(lowestBand), mel(highestBand)
	width := (high - low) / (melBands + 1)
	for b := range filters {
		filters[b] = make([]float64, cepstrumFrame/2+1)
		centre := low + float64(b+1)*width
		for k := range filters[b] {
			at := mel(float64(k) * samples.VoiceRate / cepstrumFrame)
			filters[b][k] = max(0, 1-math.Abs(at-centre)/width)
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

// addSlopes fills in how the coefficients change over five frames.
func addSlopes(frames []cepstrum) {
	at := func(i int) *cepstrum { return &frames[min(max(i, 0), len(frames)-1)] }
	for i := range frames {
		for k := range coefficients {
			frames[i][coefficients+k] = at(i + 1)[k] - at(i - 1)[k] + 2*(at(i + 2)[k]-at(i - 2)[k])
		}
	}
}

// normalise brings each coefficient to a mean of 0 and a spread of 1.
func normalise(frames []cepstrum) {
	n := float64(len(frames))
	for k := range frames[0] {
		sum, squares := 0.0, 0.0
		for i := range frames {
			v := float64(frames[i][k])
			sum, squares = sum+v, squares+v*v
		}
		mean := sum / n
		spread := math.Sqrt(max(squares/n-mean*mean, 1e-9))
		for i := range frames {
			frames[i][k] = float32((float64(frames[i][k]) - mean) / spread)
		}
	}
}

// warped is how far two takes are from each other when one is stretched in time to fit the other
// best: the mean distance of their frames along that way, by dynamic time warping (H. Sakoe and S. Chiba,
// "Dynamic Programming Algorithm Optimization for Spoken Word Recognition", IEEE Trans. ASSP 26, 1978).
func warped(a, b []cepstrum) float64 {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return math.Inf(1)
	}
	above, row := make([]float64, m+1), make([]float64, m+1)
	for j := range above {
		above[j] = math.Inf(1)
	}
	above[0] = 0
	band := max(n, m)/6 + abs(n-m) + 8
	for i := range n {
		centre := i * m / n
		for j := range row {
			row[j] = math.Inf(1)
		}
		for j := max(0, centre-band); j <= min(m-1, centre+band); j++ {
			d := apart(&a[i], &b[j])
			row[j+1] = min(above[j]+2*d, above[j+1]+d, row[j]+d)
		}
		above, row = row, above
	}
	return above[m] / float64(n+m)
}

// apart is the distance of two frames.
func apart(a, b *cepstrum) float64 {
	var sum float32
	for k, v := range a {
		d := v - b[k]
		sum += d * d
	}
	return math.Sqrt(float64(sum))
}

func abs(n int) int { return max(n, -n) }
