package recording

import (
	"fmt"
	"time"

	"respite/audio"
)

// OpenAmbience makes a loop of a sound file for sessions at a rate in Hz, as
// [audio.ReadAmbience] does. An error begins with the path.
func OpenAmbience(path string, rate int) (*audio.Ambience, error) {
	return readFile(path, func(r audio.Recorded) (*audio.Ambience, error) { return audio.ReadAmbience(r, rate) })
}

// OpenSound reads a sound file for sessions at a rate in Hz, as [audio.ReadSound]
// does. An error begins with the path.
func OpenSound(path string, rate int) (audio.Source, error) {
	return readFile(path, func(r audio.Recorded) (audio.Source, error) { return audio.ReadSound(r, rate) })
}

// SoundLength returns the duration of a sound file. Like [audio.SoundLength] it counts
// the frames, because the file may state a wrong number. An error begins with the
// path.
func SoundLength(path string) (time.Duration, error) { return readFile(path, audio.SoundLength) }

// readFile opens a file and returns the result of read.
func readFile[T any](path string, read func(audio.Recorded) (T, error)) (T, error) {
	var none T
	r, err := Open(path)
	if err != nil {
		return none, err
	}
	defer r.Close()
	value, err := read(audio.Recorded{Rate: r.Rate, Channels: r.Channels, Read: r.next})
	if err != nil {
		return none, fmt.Errorf("%s: %w", path, err)
	}
	return value, nil
}
