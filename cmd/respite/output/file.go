package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"respite/cmd/respite/hint"
)

// WriteFile writes a file that appears under its name only when it is whole:
// it grows beside it under another name. After an error nothing is left, and what stood
// under the name before is untouched. What is no file, such as a pipe or a
// device, is written to directly.
func WriteFile(name string, write func(io.Writer) error) error {
	if !isRegularOrNew(name) {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return hint.Plain(err)
		}
		return hint.Plain(errors.Join(write(f), f.Close()))
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // a link stays a link
	}
	f, err := createBeside(name)
	if err != nil {
		return hint.Plain(err)
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return named(name, err)
	}
	return nil
}

// createBeside creates a file in the folder of name, with the permissions
// that name would get.
func createBeside(name string) (*os.File, error) {
	mode := fs.FileMode(0o666)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	for {
		part := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%08x.part", filepath.Base(name), rand.Uint32()))
		f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		var p *fs.PathError
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.As(err, &p):
			return nil, &fs.PathError{Op: p.Op, Path: name, Err: p.Err} // the name that the user knows
		}
		return f, err
	}
}

// named puts the name that the user knows into a file's error.
func named(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", name, p.Err)
	}
	return err
}

// isRegularOrNew tells a file, or a name that is free, from a folder or a device.
func isRegularOrNew(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
