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

// write writes the voice m into dir. Clips are the takes by the texts of their lines;
// files of lines without clips stay as they are. An existing voice can be used the whole
// time: new sound gets new file names, then the manifest is replaced, and last the files
// that only the old manifest named are removed. After an error, new files are removed.
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
				continue // the same sound
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

// contentName is the name of a line's file with a hash of what is in it, so that another take
// of the line is another file.
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

// ownFiles are the files of lines, those that are names of the folder itself.
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

// The extensions of a line's file: FLAC for what is bundled or cached, WAV for a
// voice that its owner may want to open and mend.
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

// readManifest reads the manifest that is in dir; without one it is empty.
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
		return m, fmt.Errorf("%s: is no manifest of a voice", file)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%s: %w", filepath.Join(dir, manifestFile), err)
	}
	return m, nil
}

// removeOthers removes the files in dir that the lines which are kept do not have.
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
		_ = os.Remove(filepath.Join(dir, name)) // the error that led here is told
	}
}

// writeFile writes a file that appears under its name only when it is whole.
func writeFile(dir, name string, b []byte) error {
	f, err := os.CreateTemp(dir, tempPattern)
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
