package wav_test

import (
	"fmt"

	"respite/audio"
	"respite/audio/wav"
)

// A clip is the same after encoding and decoding.
func ExampleEncodeClip() {
	file := wav.EncodeClip(audio.Clip{Rate: 22050, Samples: []int16{1, -2, 3}})
	clip, err := wav.DecodeClip(file)
	fmt.Println(clip.Rate, clip.Samples, err)
	// Output: 22050 [1 -2 3] <nil>
}
