//go:build !linux

package microphone

import "errors"

// Open fails, because microphones are not supported on this system.
func Open() (Microphone, error) {
	return nil, errors.New("recording from the microphone works on Linux only")
}
