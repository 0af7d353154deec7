//go:build !linux

package main

import "errors"

func openMicrophone() (microphone, error) {
	return nil, errors.New("recording from the microphone works on Linux only")
}
