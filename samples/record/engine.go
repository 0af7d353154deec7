package record

import (
	"context"
	"fmt"
)

// An Engine turns text into speech. It is used by several goroutines at once.
type Engine interface {
	// Speak says text, which is one line without a line break, and returns
	// mono sound of full scale 1 and its rate in Hz.
	Speak(ctx context.Context, text string) (take []float32, rate int, err error)
	// String names the engine and its settings, for the manifest and the cache.
	String() string
}

// A MissingError says that an engine's program is not installed.
type MissingError struct {
	Program string
	Where   string // how to get it
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s is not installed: %s", e.Program, e.Where)
}
