//go:build !linux

package microphone

import "errors"

// Open fails: there is no microphone here.
func Open() (Microphone, error) {
	return nil, errors.New("recording from the microphone works on Linux only")
}
