package samples

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"respite/audio"
)

// A Voice is a set of recorded lines: their lengths from the manifest, their
// sound read when it is first asked for, and kept. It is safe for concurrent use.
type Voice struct {
	manifest Manifest
	lines    map[string]recorded
}

// A recorded line reads its sound once.
type recorded struct {
	Line
	read func() (audio.Clip, error)
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
	return newVoice(m, func(l Line) (audio.Clip, error) { return readLine(dir, l) }), nil
}

// MadeVoice is a voice whose clips are at hand, in the order of the manifest's
// lines; the lines' files do not matter.
func MadeVoice(m Manifest, clips []audio.Clip) *Voice {
	of := make(map[string]audio.Clip, len(clips))
	for i, l := range m.Lines {
		of[l.Text] = clips[i]
	}
	return newVoice(m, func(l Line) (audio.Clip, error) { return of[l.Text], nil })
}

func newVoice(m Manifest, read func(Line) (audio.Clip, error)) *Voice {
	v := &Voice{manifest: m, lines: make(map[string]recorded, len(m.Lines))}
	for _, l := range m.Lines {
		v.lines[l.Text] = recorded{l, sync.OnceValues(func() (audio.Clip, error) { return read(l) })}
	}
	return v
}

// Or is the voice v, which says what it lacks with the voice other.
func (v *Voice) Or(other *Voice) *Voice {
	both := &Voice{manifest: v.manifest, lines: maps.Clone(other.lines)}
	maps.Copy(both.lines, v.lines)
	both.manifest.Lines = slices.Clone(v.manifest.Lines)
	for _, l := range other.manifest.Lines {
		if _, ok := v.lines[l.Text]; !ok {
			both.manifest.Lines = append(both.manifest.Lines, l)
		}
	}
	return both
}

// Manifest says who the voice is and what it can say.
func (v *Voice) Manifest() Manifest { return v.manifest }

// Length is how long the voice takes to say text; ok is false when it cannot.
func (v *Voice) Length(text string) (length time.Duration, ok bool) {
	l, ok := v.lines[text]
	return l.Length(), ok
}

// Say is the sound of text with its loudness in LUFS. The clip is as long as
// the manifest says, or there is an error: a timeline was built on it. Every
// line has one take.
func (v *Voice) Say(text string, _ int) (clip audio.Clip, loudness float64, err error) {
	l, ok := v.lines[text]
	if !ok {
		return audio.Clip{}, 0, fmt.Errorf("the voice %s has no line %q", v.manifest.Name, text)
	}
	if clip, err = l.read(); err != nil {
		return audio.Clip{}, 0, fmt.Errorf("voice %s: %w", v.manifest.Name, err)
	}
	return clip, l.Loudness, nil
}

// An UnknownVoiceError is a name that is neither a bundled voice nor a folder.
type UnknownVoiceError struct{ Name string }

func (e *UnknownVoiceError) Error() string {
	return fmt.Sprintf("no voice %q: neither a bundled voice nor a folder", e.Name)
}
