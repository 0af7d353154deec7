package recording

import "respite/audio"

// OpenAmbience makes a loop of a sound file for sessions at a rate in Hz, as
// [audio.ReadAmbience] does. An error begins with the path.
func OpenAmbience(path string, rate int) (*audio.Ambience, error) {
	a, err := readFile(path, func(r audio.Recorded) (*audio.Ambience, error) { return audio.ReadAmbience(r, rate) })
	if err != nil {
		return nil, about(path, err)
	}
	return a, nil
}

// readFile opens a file and returns the result of read. Its errors do not contain the
// path.
func readFile[T any](path string, read func(audio.Recorded) (T, error)) (value T, err error) {
	r, err := open(path)
	if err != nil {
		return value, err
	}
	defer r.Close()
	value, err = read(audio.Recorded{Rate: r.Rate, Channels: r.Channels, Read: r.next})
	return value, bare(err)
}
