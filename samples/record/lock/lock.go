// Package lock tells files and folders of a process that still runs from those
// that one left behind.
package lock

import "os"

// Held locks an open file for this process until it is closed. It is false
// where another process holds the lock, or the file has lost its name meanwhile.
func Held(f *os.File) bool {
	if !try(f) {
		return false
	}
	open, err1 := f.Stat()
	named, err2 := os.Stat(f.Name())
	return err1 == nil && err2 == nil && os.SameFile(open, named)
}
