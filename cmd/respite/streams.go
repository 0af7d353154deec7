package main

import "io"

// streams are the standard input and outputs of a command.
type streams struct {
	in       io.Reader
	out, err io.Writer
}
