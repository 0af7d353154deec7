package loudness_test

import (
	"fmt"
	"math"

	"respite/audio/loudness"
)

// A sine of 997 Hz at full scale on one channel has -3.01 LUFS (ITU-R BS.1770-4, annex 1).
func ExampleIntegrated() {
	x := make([]float32, 5*48000)
	for i := range x {
		x[i] = float32(math.Sin(2 * math.Pi * 997 * float64(i) / 48000))
	}
	fmt.Printf("%.1f LUFS\n", loudness.Integrated(48000, x))
	// Output: -3.0 LUFS
}
