package pcm_test

import (
	"bytes"
	"context"
	"fmt"

	"respite/audio"
	"respite/audio/pcm"
)

// A quiet source is a given number of frames of silence.
type quiet int64

func (s quiet) Len() int64 { return int64(s) }

func (quiet) Render(dst []audio.Frame, _ int64) { clear(dst) }

// A second of stereo sound of 16 bit is 176,400 bytes.
func ExampleEncode() {
	var file bytes.Buffer
	err := pcm.Encode(context.Background(), &file, quiet(44100), pcm.Int16.Append, nil)
	fmt.Println(file.Len(), err)
	// Output: 176400 <nil>
}
