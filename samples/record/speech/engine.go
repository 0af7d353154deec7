// Package speech converts text to speech with engines: installed programs, commands of the
// user, and servers. It checks their output, because many engines report success after
// speaking only half of a line.
package speech

import (
	"context"
	"fmt"
)

// An Engine converts text to speech. Several goroutines may use it at the same time.
type Engine interface {
	// Speak speaks one line of text. It returns mono sound of full scale 1 and its rate in Hz.
	Speak(ctx context.Context, text string) (take []float32, rate int, err error)
	// String describes the engine and its settings, for people and the manifest.
	String() string
	// Identity describes everything that affects the sound, as a key for the cache. For
	// example, it changes with the version of the program.
	Identity() string
}

// A Paced engine can change its speed.
type Paced interface {
	Engine
	// AtSpeed returns the engine with its speed multiplied by factor.
	AtSpeed(factor float64) Engine
}

// A MissingError means that an engine's program is not installed.
type MissingError struct {
	Program string
	Where   string // how to get it
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s is not installed: %s", e.Program, e.Where)
}
