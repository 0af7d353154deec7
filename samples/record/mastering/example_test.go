package mastering_test

import (
	"fmt"
	"math"

	"respite/samples/record/mastering"
)

// The line has -20 LUFS, whatever the level of the take is.
func ExampleLine() {
	take := make([]float32, 24000)
	for i := range take {
		take[i] = float32(0.01 * math.Sin(2*math.Pi*300*float64(i)/24000))
	}
	line, err := mastering.Line(take, 24000, mastering.Natural)
	fmt.Printf("%d Hz, %.0f LUFS, %v\n", line.Rate, mastering.Loudness(line), err)
	// Output: 22050 Hz, -20 LUFS, <nil>
}
