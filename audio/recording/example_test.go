package recording_test

import (
	"fmt"
	"os"
	"path/filepath"

	"respite/audio"
	"respite/audio/recording"
	"respite/audio/wav"
)

// Length measures the length, whatever the file states.
func ExampleFolder_Length() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	clip := audio.Clip{Rate: 22050, Samples: make([]int16, 11025)}
	clip.Samples[5000] = 9000
	if err := os.WriteFile(filepath.Join(dir, "gong.wav"), wav.EncodeClip(clip), 0o666); err != nil {
		panic(err)
	}
	fmt.Println(recording.NewFolder(dir).Length("gong.wav"))
	// Output: 500ms <nil>
}
