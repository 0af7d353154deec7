// Package speech has engines turn text into speech: programs on this machine,
// programs of the user's own, and servers. What they give is checked, for many an
// engine ends without an error when it has said only half of a line.
package speech

import (
	"context"
	"fmt"
)

// An Engine turns text into speech. It is used by several goroutines at once.
type Engine interface {
	// Speak says text, which is one line without a line break, and returns
	// mono sound of full scale 1 and its rate in Hz.
	Speak(ctx context.Context, text string) (take []float32, rate int, err error)
	// String names the engine and its settings, for a person and the manifest.
	String() string
	// Identity names everything that the sound depends on, for the cache: another
	// version of a program has another identity.
	Identity() string
}

// A Paced engine can speak faster or slower.
type Paced interface {
	Engine
	// AtSpeed returns the engine at a multiple of its present speed.
	AtSpeed(factor float64) Engine
}

// A MissingError says that an engine's program is not installed.
type MissingError struct {
	Program string
	Where   string // how to get it
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s is not installed: %s", e.Program, e.Where)
}
