package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"respite/samples"
)

const manifestFile = "manifest.json"

// write makes dir hold the lines of m, the clips in their order, and no file
// of a line that only the manifest before it named.
func write(dir string, m samples.Manifest, clips []samples.Clip) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	old, err := readManifest(dir)
	if err != nil {
		return err
	}
	for i, l := range m.Lines {
		if err := writeFile(dir, l.File, clips[i].WAV()); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return err
	}
	if err := writeFile(dir, manifestFile, b.Bytes()); err != nil {
		return err
	}
	return removeOthers(dir, old.Lines, m.Lines)
}

// readManifest reads the manifest that is in dir; without one it is empty.
func readManifest(dir string) (m samples.Manifest, err error) {
	b, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%s: %w", filepath.Join(dir, manifestFile), err)
	}
	return m, nil
}

// removeOthers removes the files in dir of the lines that are not kept.
func removeOthers(dir string, lines, kept []samples.Line) error {
	keep := map[string]bool{manifestFile: true}
	for _, l := range kept {
		keep[l.File] = true
	}
	for _, l := range lines {
		if keep[l.File] || l.File != filepath.Base(l.File) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, l.File)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// writeFile writes a file that appears under its name only when it is whole.
func writeFile(dir, name string, b []byte) error {
	f, err := os.CreateTemp(dir, ".record-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // when it was not renamed
	_, err = f.Write(b)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, name))
}
