package process

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"respite/samples/record/lock"
)

// scratchPattern matches the temporary folders of programs. Each contains a file that its
// process keeps locked.
const scratchPattern, scratchLock = "respite-scratch-*", "lock"

// NewScratch creates a temporary folder, and returns it with a function that removes it. It
// also removes the folders of processes that have ended.
func NewScratch() (dir string, remove func(), err error) {
	RemoveAbandoned()
	for {
		dir, err := os.MkdirTemp("", scratchPattern)
		if err != nil {
			return "", nil, err
		}
		f, err := os.OpenFile(filepath.Join(dir, scratchLock), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process removed it as abandoned
		}
		remove := func() {
			f.Close()
			os.RemoveAll(dir)
		}
		if err != nil {
			remove()
			return "", nil, err
		}
		if lock.Held(f) {
			return dir, remove, nil
		}
		f.Close()
	}
}

// RemoveAbandoned removes the temporary folders of processes that have ended, for example
// because they were killed.
func RemoveAbandoned() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), scratchPattern)) // fails only for a malformed pattern
	for _, dir := range dirs {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		f, err := os.OpenFile(filepath.Join(dir, scratchLock), os.O_RDWR, 0)
		if err != nil {
			os.Remove(dir) // removes only an empty folder; others are not ours
			continue
		}
		held := lock.Held(f)
		if held {
			os.RemoveAll(dir) // while the lock is held, so that the owner of a new folder cannot take it in between
		}
		f.Close()
		if runtime.GOOS == "windows" && held {
			os.RemoveAll(dir) // Windows cannot remove an open file
		}
	}
}
