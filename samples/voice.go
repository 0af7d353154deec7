package samples

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"
)

// A Voice is a set of recorded lines: their lengths from the manifest, their
// sound read when it is asked for. It is safe for concurrent use.
type Voice struct {
	manifest Manifest
	dir      fs.FS
	lines    map[string]Line
}

// OpenVoice opens the bundled voice of that name or, when name is a path with
// a separator or names no bundled voice, the voice in that folder. No file outside of the folder is ever read,
// through a link either.
func OpenVoice(name string) (*Voice, error) {
	if isBundled(name) {
		return bundledVoice(name)
	}
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return nil, &UnknownVoiceError{Name: name}
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return NewVoice(root.FS())
}

// NewVoice opens the voice in dir: a manifest.json and the files that it names.
func NewVoice(dir fs.FS) (*Voice, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	v := &Voice{manifest: m, dir: dir, lines: make(map[string]Line, len(m.Lines))}
	for _, l := range m.Lines {
		v.lines[l.Text] = l
	}
	return v, nil
}

// Manifest says who the voice is and what it can say.
func (v *Voice) Manifest() Manifest { return v.manifest }

// Length is how long the voice takes to say text; ok is false when it cannot.
func (v *Voice) Length(text string) (length time.Duration, ok bool) {
	l, ok := v.lines[text]
	return l.Length(), ok
}

// Say is the sound of text with its loudness in LUFS. The clip is as long as
// the manifest says, or there is an error: a timeline was built on it.
func (v *Voice) Say(text string) (clip Clip, loudness float64, err error) {
	l, ok := v.lines[text]
	if !ok {
		return Clip{}, 0, fmt.Errorf("the voice %s has no line %q", v.manifest.Name, text)
	}
	clip, err = readClip(v.dir, l.File)
	if err == nil && (clip.Rate != VoiceRate || len(clip.Samples) != l.Frames) {
		err = fmt.Errorf("%s: %d frames at %d Hz, but the manifest says %d at %d",
			l.File, len(clip.Samples), clip.Rate, l.Frames, VoiceRate)
	}
	if err != nil {
		return Clip{}, 0, fmt.Errorf("voice %s: %w", v.manifest.Name, err)
	}
	return clip, l.Loudness, nil
}

// An UnknownVoiceError is a name that is neither a bundled voice nor a folder.
type UnknownVoiceError struct{ Name string }

func (e *UnknownVoiceError) Error() string {
	return fmt.Sprintf("no voice %q: neither a bundled voice nor a folder", e.Name)
}

// maxClip bounds what is read of a line's file, in bytes: ten minutes.
const maxClip = 2*VoiceRate*600 + 4096

// readClip decodes one file of a folder.
func readClip(dir fs.FS, file string) (Clip, error) {
	b, err := readFile(dir, file, maxClip)
	if err != nil {
		return Clip{}, err
	}
	clip, err := Decode(b)
	if err != nil {
		return Clip{}, fmt.Errorf("%s: %w", path.Base(file), err)
	}
	return clip, nil
}

// readFile reads a file of at most limit bytes.
func readFile(dir fs.FS, name string, limit int64) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			return nil, fmt.Errorf("%s: %w", name, p.Err)
		}
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s: larger than %d bytes", name, limit)
	}
	return b, err
}
