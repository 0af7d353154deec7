package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// A keptWriter keeps the first error of a writer, so that a command that does
// not look at what its printing comes to fails on a full device all the same.
type keptWriter struct {
	w   io.Writer
	err error
}

func (k *keptWriter) Write(b []byte) (int, error) {
	n, err := k.w.Write(b)
	if k.err == nil && err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		k.err = fmt.Errorf("standard output: %w", err)
	}
	return n, err
}
