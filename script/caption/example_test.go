package caption_test

import (
	"os"
	"time"

	"respite/script"
	"respite/script/caption"
)

func ExampleSRT() {
	t := &script.Timeline{Cues: []script.Cue{{At: time.Second, Length: 2 * time.Second, Kind: script.Speech, Text: "Breathe in."}}}
	if err := caption.SRT(os.Stdout, t); err != nil {
		panic(err)
	}
	// Output:
	// 1
	// 00:00:01,000 --> 00:00:03,000
	// Breathe in.
}
