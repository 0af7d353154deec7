package batch

import (
	"io/fs"
	"os"
	"path/filepath"

	"respite/samples/record/lock"
)

// claimKind is the extension of the lock files of workers.
const claimKind = ".lock"

// A claim marks a track as taken by one worker. It is a locked file; the operating system
// releases the lock when the worker ends for any reason.
type claim struct{ file *os.File }

// tryClaim claims a track. It returns nil if another worker has it.
func tryClaim(dir, track string) (*claim, error) {
	f, err := os.OpenFile(filepath.Join(dir, manifestPrefix+"-"+Sum(track)[:16]+claimKind), os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	if !lock.Held(f) {
		return nil, f.Close()
	}
	return &claim{f}, nil
}

// release gives the track back.
func (c *claim) release() {
	err := os.Remove(c.file.Name())
	_ = c.file.Close() // nothing was written to it
	if err != nil {
		_ = os.Remove(c.file.Name()) // Windows cannot remove an open file
	}
}

// removeClaims removes the lock files of workers that were killed.
func removeClaims(dir string) {
	names, _ := fs.Glob(os.DirFS(dir), manifestPrefix+"-*"+claimKind) // fails only for a malformed pattern
	for _, name := range names {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR, 0)
		if err != nil {
			continue // another worker has removed it
		}
		if lock.Held(f) {
			(&claim{f}).release()
		} else {
			f.Close()
		}
	}
}

// knowsLocks tells whether files in a folder can be locked. Some network file systems do not
// support it.
func knowsLocks(dir string) (bool, error) {
	f, err := os.CreateTemp(dir, manifestPrefix+"-*"+claimKind)
	if err != nil {
		return false, err
	}
	c := claim{f}
	defer c.release()
	return lock.Held(f), nil
}
