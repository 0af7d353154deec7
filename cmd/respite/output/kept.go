package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// A Kept writer remembers its first error. So a command that ignores errors while printing
// still fails on a full device.
type Kept struct {
	W   io.Writer
	Err error // first error
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
