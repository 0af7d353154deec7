package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"respite/cmd/respite/hint"
)

// An Input is a file that is read, or a folder whose files are.
type Input struct {
	What string // it is, for a person: the routine
	Name string
}

// CheckDistinct returns an error where an output would replace an input or
// another output, also through links and other spellings of the name.
// Pipes and devices may be written to twice, and - is no file.
func CheckDistinct(outputs []string, inputs []Input) error {
	for i, out := range outputs {
		if out == "-" || !isRegularOrNew(out) {
			continue
		}
		for _, in := range inputs {
			if in.holds(out) {
				return hint.Usage(fmt.Errorf("%s: is %s itself", out, in.What), "give another name")
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

// holds tells whether an input is the file of that name, or the folder that it lies in.
func (in Input) holds(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !isFolder(in.Name) {
		return sameFile(name, in.Name)
	}
	found := errors.New("found")
	return filepath.WalkDir(in.Name, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be listed cannot be read as an input
		}
		if file, err := os.Stat(path); err == nil && os.SameFile(file, info) {
			return found
		}
		return nil
	}) == found
}

// sameFile tells whether two names are of one file, whether it exists or not.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y) || Place(a) == Place(b)
}

// Place is the absolute name of the file that a name leads to, without links,
// whether the file exists or not.
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
