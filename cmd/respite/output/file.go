package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"respite/cmd/respite/hint"
)

// WriteFile writes a file that appears under its name only when it is whole:
// it grows beside it as a part, see [newPart]. After an error nothing is left,
// and what stood under the name before is untouched. A link stays a link, and a
// replaced file keeps its permissions. What is no file, such as a pipe or a
// device, is written to directly.
func WriteFile(name string, write func(io.Writer) error) error {
	if !isRegularOrNew(name) {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return hint.Plain(err)
		}
		return hint.Plain(errors.Join(write(f), f.Close()))
	}
	target, err := followLinks(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := checkWritable(target); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	removeAbandonedParts(filepath.Dir(target))
	p, err := newPart(filepath.Dir(target))
	if err != nil {
		return named(name, err)
	}
	defer p.remove()
	if err := write(p); err != nil {
		return named(name, err)
	}
	return named(name, p.becomes(target))
}

// mostLinks is how many links in a row are followed.
const mostLinks = 40

// followLinks is the file that a name leads to, whether it exists or not.
func followLinks(name string) (string, error) {
	for range mostLinks {
		info, err := os.Lstat(name)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return name, nil
		}
		target, err := os.Readlink(name)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(name), target)
		}
		name = target
	}
	return "", errors.New("too many links that lead to each other")
}

// checkWritable refuses to replace a file that its owner has made read-only:
// renaming would do it all the same.
func checkWritable(name string) error {
	info, err := os.Stat(name)
	if err == nil && info.Mode().Perm()&0o222 == 0 {
		return errors.New("the file is read-only, and is not replaced")
	}
	return nil
}

// named puts the name that the user knows into a file's error.
func named(name string, err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return fmt.Errorf("%s: %w", name, p.Err)
	case errors.As(err, &l):
		return fmt.Errorf("%s: %w", name, l.Err)
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
