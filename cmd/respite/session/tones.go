package session

import (
	"respite/audio"
	"respite/samples"
)

// None is the name for no tones and for no ambience.
const None = "none"

// openTones opens the tones that --tones names, a bundled set or a folder; nil for none.
func openTones(name string) (audio.Tones, error) {
	if name == None {
		return nil, nil
	}
	t, err := samples.OpenTones(name)
	if err != nil {
		return nil, err
	}
	return t, nil
}

// openBells opens the bells in the folder that --bells names, or the bundled ones.
func openBells(folder string) (audio.Bells, error) {
	if folder == "" {
		return samples.Bells{}, nil
	}
	return samples.OpenBells(folder)
}
