package process

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"respite/samples/record/lock"
)

// scratchPattern are the names of the folders in which programs write. Each
// holds a file that is locked as long as the process runs.
const scratchPattern, scratchLock = "respite-scratch-*", "lock"

// NewScratch makes a folder, and returns it and what removes it. What was left
// behind by processes that are gone is removed, too.
func NewScratch() (dir string, remove func(), err error) {
	RemoveAbandoned()
	for {
		dir, err := os.MkdirTemp("", scratchPattern)
		if err != nil {
			return "", nil, err
		}
		f, err := os.OpenFile(filepath.Join(dir, scratchLock), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process took it for abandoned
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

// RemoveAbandoned removes the folders that engines were to write in, and whose
// processes are gone, for instance killed.
func RemoveAbandoned() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), scratchPattern)) // fails only for a malformed pattern
	for _, dir := range dirs {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		f, err := os.OpenFile(filepath.Join(dir, scratchLock), os.O_RDWR, 0)
		if err != nil {
			os.Remove(dir) // one that is empty; others are not ours
			continue
		}
		held := lock.Held(f)
		if held {
			os.RemoveAll(dir) // before the lock is let go: the owner of a new folder may just come to take it
		}
		f.Close()
		if runtime.GOOS == "windows" && held {
			os.RemoveAll(dir) // there an open file stays
		}
	}
}
