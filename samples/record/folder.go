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
// of a line that only the manifest before it named. The file of a clip without samples stays as it is.
func write(dir string, m samples.Manifest, clips []samples.Clip) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	old, err := readManifest(dir)
	if err != nil {
		return err
	}
	for i, l := range m.Lines {
		if clips[i].Samples == nil {
			continue
		}
		file, err := encode(clips[i], filepath.Ext(l.File))
		if err != nil {
			return fmt.Errorf("%s: %w", l.File, err)
		}
		if err := writeFile(dir, l.File, file); err != nil {
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

// The extensions of a line's file: FLAC for what is bundled or cached, WAV for a
// voice that its owner may want to open and mend.
const (
	flacFile = ".flac"
	wavFile  = ".wav"
)

func encode(clip samples.Clip, extension string) ([]byte, error) {
	if extension == flacFile {
		return clip.FLAC()
	}
	return clip.WAV(), nil
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
