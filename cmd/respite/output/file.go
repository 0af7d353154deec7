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

// WriteFile writes a file that appears under its name only when it is complete. It writes a
// temporary file in the same folder, see [newPart]. After an error, the temporary file is
// removed and an existing file is unchanged. A link stays a link, and a replaced file keeps
// its permissions. Pipes and devices are written to directly.
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

// mostLinks limits how many links in a row are followed.
const mostLinks = 40

// followLinks resolves links in a name. The file need not exist.
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
	return "", errors.New("too many symbolic links")
}

// checkWritable returns an error for a read-only file, which a rename would replace.
func checkWritable(name string) error {
	info, err := os.Stat(name)
	if err == nil && info.Mode().Perm()&0o222 == 0 {
		return errors.New("the file is read-only, so it is not replaced")
	}
	return nil
}

// named replaces the name in a file's error by the name that the user gave.
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

// isRegularOrNew tells whether a name is free or refers to a regular file.
func isRegularOrNew(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

func isThere(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
