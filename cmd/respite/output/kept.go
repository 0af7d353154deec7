package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// A Kept keeps the first error of a writer, so that a command that does
// not look at what its printing comes to fails on a full device all the same.
type Kept struct {
	W   io.Writer
	Err error // the first
}

// Write writes to W.
func (k *Kept) Write(b []byte) (int, error) {
	n, err := k.W.Write(b)
	if k.Err == nil && err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		k.Err = fmt.Errorf("standard output: %w", err)
	}
	return n, err
}
