// Package microphone records from the microphone, and plays back what was recorded.
package microphone

import "context"

// A Microphone gives what is said, and plays it back.
type Microphone interface {
	// Listen gives sound to hear until it returns true or an error: mono, at samples.VoiceRate, full scale 1.
	Listen(ctx context.Context, hear func([]float32) (over bool, err error)) error
	// Play plays such sound, and returns when it was heard.
	Play(ctx context.Context, sound []float32) error
	Close()
}
