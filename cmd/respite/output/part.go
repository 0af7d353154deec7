package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"respite/samples/record/lock"
)

// partPattern matches the names of parts. They do not contain the name of the file, which may
// already have the maximum length.
const partPattern = ".respite-*.part"

// A part is an incomplete file. Its process holds a lock on it, so that a later run can
// recognise an abandoned part.
type part struct {
	*os.File
	gone bool // it was renamed or removed
}

// newPart creates a part in a folder.
func newPart(dir string) (*part, error) {
	for {
		name := filepath.Join(dir, fmt.Sprintf(".respite-%016x.part", rand.Uint64()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if lock.Held(f) {
			return &part{File: f}, nil
		}
		f.Close() // another process removed it as abandoned before it was locked
	}
}

// renaming is held for writing while abandoned parts are removed. On Windows, a part has no
// lock between closing and renaming; this protects the parts of this process.
var renaming sync.RWMutex

// becomes closes the part and renames it to the final name. It copies the permissions of a
// file that it replaces.
func (p *part) becomes(name string) error {
	if info, err := os.Stat(name); err == nil {
		if err := p.Chmod(info.Mode().Perm()); err != nil {
			return err
		}
	}
	renaming.RLock()
	defer renaming.RUnlock()
	release, err := lock.Keep(p.File)
	if err != nil {
		return err
	}
	defer release()
	if err := p.Close(); err != nil {
		return err
	}
	if err := os.Rename(p.Name(), name); err != nil {
		return err
	}
	p.gone = true
	return nil
}

// remove closes and removes the part, unless it was renamed.
func (p *part) remove() {
	if !p.gone {
		p.Close()
		os.Remove(p.Name())
		p.gone = true
	}
}

// removeAbandonedParts removes the parts in a folder whose processes have ended, for example
// because they were killed.
func removeAbandonedParts(dir string) {
	renaming.Lock()
	defer renaming.Unlock()
	names, _ := fs.Glob(os.DirFS(dir), partPattern) // fails only for a malformed pattern
	for _, name := range names {
		name = filepath.Join(dir, name)
		if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if lock.Held(f) {
			os.Remove(name)
		}
		f.Close()
	}
}
