package limit_test

import (
	"fmt"
	"math"

	"respite/audio/limit"
	"respite/audio/loudness"
)

// A sine is a source of a tenth of a second of a sine at full scale.
type sine struct{}

func (sine) Len() int64 { return 4410 }

func (s sine) Render(dst [][2]float32, at int64) {
	clear(dst)
	for i := range dst {
		if n := at + int64(i); n >= 0 && n < s.Len() {
			x := float32(math.Sin(2 * math.Pi * 440 * float64(n) / 44100))
			dst[i] = [2]float32{x, x}
		}
	}
}

func ExampleNew() {
	frames := make([][2]float32, 4410)
	limit.New(sine{}, 44100, 0.5).Render(frames, 0)
	fmt.Printf("its peak is %.2f\n", loudness.TruePeak(frames, 0))
	// Output: its peak is 0.50
}
