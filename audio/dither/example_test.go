package dither_test

import (
	"fmt"

	"respite/audio/dither"
)

// A sample between two 16-bit steps is rounded to one of them.
func Example() {
	sum := 0
	for i := range int64(10000) {
		noise, _ := dither.At(i)
		sum += int(dither.Round(100.25/32768, noise, 32768))
	}
	fmt.Printf("%.1f\n", float64(sum)/10000)
	// Output: 100.2
}
