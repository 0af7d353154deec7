package record

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/wav"
	"respite/samples"
)

const (
	manifestFile = "manifest.json"
	mostManifest = 4 << 20 // bytes
)

// write writes the voice m into dir. clips holds the takes by the texts of their lines; the
// files of other lines stay unchanged. An existing voice stays usable all the time: write
// creates files with new names, then replaces the manifest, and finally removes the files that
// only the old manifest names. After an error, it removes the new files.
func write(ctx context.Context, dir string, m samples.Manifest, clips map[string][]audio.Clip) (err error) {
	old, err := readManifest(dir)
	if err != nil {
		return err
	}
	m.Lines = slices.Clone(m.Lines)
	kept := ownFiles(old.Lines)
	var written []string
	defer func() {
		if err != nil {
			removeFiles(dir, written)
		}
	}()
	for i, l := range m.Lines {
		takes := l.Takes()
		for k, clip := range clips[l.Text] {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			file, err := encode(clip, filepath.Ext(takes[k].File))
			if err != nil {
				return fmt.Errorf("%q: %w", l.Text, err)
			}
			takes[k].File = contentName(takes[k].File, file)
			if kept[takes[k].File] {
				continue // the file already has this sound
			}
			written = append(written, takes[k].File)
			if err := writeFile(dir, takes[k].File, file); err != nil {
				return err
			}
		}
		m.Lines[i] = samples.NewLine(l.Text, takes)
	}
	if err := writeManifest(dir, m); err != nil {
		return err
	}
	return removeOthers(dir, kept, m.Lines)
}

// contentName returns the file name of a line with a hash of the content, so that different
// takes of the line have different names.
func contentName(name string, file []byte) string {
	hash := sha256.Sum256(file)
	extension := filepath.Ext(name)
	return strings.TrimSuffix(name, extension) + "-" + hex.EncodeToString(hash[:4]) + extension
}

func writeManifest(dir string, m samples.Manifest) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return err
	}
	return writeFile(dir, manifestFile, b.Bytes())
}

// ownFiles returns the files of lines that lie directly in the folder.
func ownFiles(lines []samples.Line) map[string]bool {
	names := map[string]bool{}
	for _, l := range lines {
		for _, t := range l.Takes() {
			if t.File == filepath.Base(t.File) && t.File != manifestFile && t.File != "." && t.File != ".." {
				names[t.File] = true
			}
		}
	}
	return names
}

// The extensions of a line's file: FLAC for bundled and cached lines, WAV for a user's voice,
// so that the user can edit it.
const (
	flacFile = ".flac"
	wavFile  = ".wav"
)

func encode(clip audio.Clip, extension string) ([]byte, error) {
	if extension == flacFile {
		return flac.EncodeClip(clip)
	}
	return wav.EncodeClip(clip), nil
}

// readManifest reads the manifest in dir. A missing manifest counts as empty.
func readManifest(dir string) (m samples.Manifest, err error) {
	file := filepath.Join(dir, manifestFile)
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if !info.Mode().IsRegular() || info.Size() > mostManifest {
		return m, fmt.Errorf("%s: not the manifest of a voice", file)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}

// removeOthers removes the files in dir that no kept line uses.
func removeOthers(dir string, had map[string]bool, kept []samples.Line) error {
	keep := ownFiles(kept)
	for name := range had {
		if keep[name] {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func removeFiles(dir string, names []string) {
	for _, name := range names {
		_ = os.Remove(filepath.Join(dir, name)) // the caller reports the error that led here
	}
}

// writeFile writes a file that appears under its name only when it is complete.
func writeFile(dir, name string, b []byte) error {
	f, err := os.CreateTemp(dir, tempPattern)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // if it was not renamed
	_, err = f.Write(b)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, name))
}
