package flac_test

import (
	"fmt"

	"respite/audio"
	"respite/audio/flac"
)

// A clip is the same after encoding and decoding.
func ExampleEncodeClip() {
	file, err := flac.EncodeClip(audio.Clip{Rate: 22050, Samples: []int16{1, -2, 3}})
	if err != nil {
		panic(err)
	}
	clip, err := flac.DecodeClip(file, 1000)
	fmt.Println(clip.Rate, clip.Samples, err)
	// Output: 22050 [1 -2 3] <nil>
}
