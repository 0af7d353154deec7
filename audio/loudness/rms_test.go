package loudness

import (
	"io"
	"math"
	"testing"

	"respite/audio/internal/testsound"
)

// A sine of full scale has -3.01 dB, and -6.02 dB if it sounds half of the time. Floor
// is the level of the softer half, and Peak that of the louder half.
func TestMeasureRMS(t *testing.T) {
	const rate = 8000
	at := 0
	read := func(dst [][2]float32) (int, error) {
		n := 0
		for ; n < len(dst) && at < 4*rate; n, at = n+1, at+1 {
			x := math.Sin(2 * math.Pi * 440 * float64(at) / rate)
			if at >= 2*rate {
				x /= 1000
			}
			dst[n] = [2]float32{float32(x), float32(x)}
		}
		if at == 4*rate {
			return n, io.EOF
		}
		return n, nil
	}
	got, err := MeasureRMS(read, rate)
	for name, pair := range map[string][2]float64{"whole": {got.Whole, -6.02}, "floor": {got.Floor, -63.01}, "peak": {got.Peak, 0}} {
		if !testsound.Near(pair[0], pair[1], 0.02) || err != nil {
			t.Errorf("%s: %.2f dB, want %.2f; %v", name, pair[0], pair[1], err)
		}
	}
}
