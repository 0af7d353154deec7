package biquad_test

import (
	"fmt"

	"respite/audio/biquad"
)

// A high-pass removes a constant.
func ExampleHighPass() {
	x := make([]float32, 4800)
	for i := range x {
		x[i] = 1
	}
	biquad.HighPass(48000, 100, 0.707).Run(x)
	fmt.Printf("%.1f at first, %.1f after 0.1 s\n", x[0], max(x[4799], 0))
	// Output: 1.0 at first, 0.0 after 0.1 s
}
