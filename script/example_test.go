package script_test

import (
	"fmt"
	"time"

	"respite/script"
)

// A session that was left at a time resumes at the start of the breath.
func ExampleTimeline_Resume() {
	t := &script.Timeline{Length: 20 * time.Second, Cues: []script.Cue{
		{At: 0, Length: 4 * time.Second, Kind: script.Inhale, Number: 1, Count: 2},
		{At: 4 * time.Second, Length: 6 * time.Second, Kind: script.Exhale, Number: 1, Count: 2},
		{At: 10 * time.Second, Length: 4 * time.Second, Kind: script.Inhale, Number: 2, Count: 2},
		{At: 14 * time.Second, Length: 6 * time.Second, Kind: script.Exhale, Number: 2, Count: 2},
	}}
	fmt.Println(t.Resume(16 * time.Second))
	// Output: 10s
}
