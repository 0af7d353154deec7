package resample_test

import (
	"fmt"

	"respite/audio/resample"
)

// Doubling the rate keeps the samples and inserts one between each two.
func ExampleResampler() {
	r := resample.New[float32](22050, 44100)
	x := []float32{0.1, 0.2, 0.3, 0.2}
	y := make([]float32, r.Len(len(x)))
	r.Render(y, x, 0)
	fmt.Println(len(y), y[0], y[2], y[4])
	// Output: 8 0.1 0.2 0.3
}
