// Package lock tells whether the process that made a file or folder is still running.
package lock

import "os"

// Held locks an open file for this process until it is closed, or released after [Keep]. It returns false if another
// process holds the lock, or if the file has been removed or renamed.
func Held(f *os.File) bool {
	if !try(f) {
		return false
	}
	open, err1 := f.Stat()
	named, err2 := os.Stat(f.Name())
	return err1 == nil && err2 == nil && os.SameFile(open, named)
}
