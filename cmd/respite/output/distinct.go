package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
)

// An Input is an input file or a folder of input files.
type Input struct {
	What string // description for messages, such as the routine
	Name string
}

// CheckDistinct returns an error if an output would replace an input or another output. It
// detects links and different spellings of a name. Several outputs may go to one pipe or
// device; - is not a file.
func CheckDistinct(outputs []string, inputs []Input) error {
	for i, out := range outputs {
		if out == "-" || !isRegularOrNew(out) {
			continue
		}
		for _, in := range inputs {
			if in.holds(out) {
				return hint.Usage(fmt.Errorf("%s: would overwrite %s", out, in.What), "give another name")
			}
		}
		for _, other := range outputs[:i] {
			if other != "-" && sameFile(out, other) {
				return hint.Usage(fmt.Errorf("%s: would be written twice", out), "give every file a name of its own")
			}
		}
	}
	return nil
}

// holds tells whether an input is the file with that name, or the folder that contains it.
func (in Input) holds(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !folders.IsFolder(in.Name) {
		return sameFile(name, in.Name)
	}
	found := errors.New("found")
	return filepath.WalkDir(in.Name, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return nil // a folder that cannot be listed has no readable inputs
		}
		if file, err := os.Stat(path); err == nil && os.SameFile(file, info) {
			return found
		}
		return nil
	}) == found
}

// sameFile tells whether two names refer to the same file. The file need not exist.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y) || Place(a) == Place(b)
}

// Place returns the absolute name of a file with all links resolved. The file need not exist.
func Place(name string) string {
	if target, err := followLinks(name); err == nil {
		name = target
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil {
		folder = filepath.Dir(name)
	}
	name = filepath.Join(folder, filepath.Base(name))
	if whole, err := filepath.Abs(name); err == nil {
		return whole
	}
	return name
}
