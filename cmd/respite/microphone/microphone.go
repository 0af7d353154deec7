// Package microphone records from the microphone and plays the recording.
package microphone

import "context"

// A Microphone records and plays sound.
type Microphone interface {
	// Listen passes recorded sound to hear until it returns true or an error. The sound is
	// mono at samples.VoiceRate, full scale 1.
	Listen(ctx context.Context, hear func([]float32) (over bool, err error)) error
	// Play plays sound of that format, and returns when it has ended.
	Play(ctx context.Context, sound []float32) error
	Close()
}
