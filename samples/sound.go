package samples

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"respite/audio"
)

// openFolder opens a folder of the user. No file outside of it is ever read, not even
// through a link.
func openFolder(name string) (fs.FS, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, named(name, err)
	}
	return root.FS(), nil
}

// readSound reads the .wav or .flac file of a name. It checks that the sound lasts
// from least to most and is not silent.
func readSound(dir fs.FS, name string, least, most time.Duration) (audio.Clip, error) {
	file := name + ".wav"
	clip, err := readClip(dir, file)
	if errors.Is(err, fs.ErrNotExist) {
		file = name + ".flac"
		clip, err = readClip(dir, file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return audio.Clip{}, fmt.Errorf("there is no %s.wav and no %s.flac", name, name)
	case err != nil:
		return audio.Clip{}, err
	case clip.Length() < least || clip.Length() > most:
		return audio.Clip{}, fmt.Errorf("%s: lasts %.1f s, but must last %g to %g s", file, clip.Length().Seconds(), least.Seconds(), most.Seconds())
	case isSilent(clip.Samples):
		return audio.Clip{}, fmt.Errorf("%s: is silent", file)
	}
	return clip, nil
}

// isSilent reports whether all samples are below -60 dBFS.
func isSilent(pcm []int16) bool {
	for _, x := range pcm {
		if x > 32 || x < -32 {
			return false
		}
	}
	return true
}
