//go:build !unix

package main

import "os"

// isForeground tells a terminal that this program may read.
func isForeground(f *os.File) bool { return isTerminal(f) }
