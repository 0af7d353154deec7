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
	"respite/audio/envelope"
)

// A Voice is a set of recorded lines. Their lengths come from the manifest; their
// sound is read at the first request and kept. It is safe for concurrent use.
type Voice struct {
	manifest Manifest
	lines    map[string]recorded
}

// A recorded line is a list of takes.
type recorded []take

// A take reads its sound once.
type take struct {
	Take
	bundled bool
	read    func() (audio.Clip, error)
}

// OpenVoice opens a bundled voice by its name or, where name is a path with a
// separator or names no bundled voice, the voice in that folder. No file outside of
// the folder is ever read, not even through a link.
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
	return newVoice(m, false, func(_ Line, t Take) (audio.Clip, error) { return readTake(dir, t, Decode) }), nil
}

// MadeVoice returns a voice of these clips, one for each line of the manifest, in the
// same order. It reads no files.
func MadeVoice(m Manifest, clips []audio.Clip) *Voice {
	of := make(map[string]audio.Clip, len(clips))
	for i, l := range m.Lines[:min(len(m.Lines), len(clips))] {
		of[l.Text] = clips[i]
	}
	return newVoice(m, false, func(l Line, _ Take) (audio.Clip, error) {
		clip, ok := of[l.Text]
		if !ok {
			return audio.Clip{}, fmt.Errorf("there is no clip of the line %q", l.Text)
		}
		return clip, nil
	})
}

func newVoice(m Manifest, bundled bool, read func(Line, Take) (audio.Clip, error)) *Voice {
	v := &Voice{manifest: m, lines: make(map[string]recorded, len(m.Lines))}
	for _, l := range m.Lines {
		for _, t := range l.Takes() {
			v.lines[l.Text] = append(v.lines[l.Text], take{t, bundled, sync.OnceValues(func() (audio.Clip, error) { return read(l, t) })})
		}
	}
	return v
}

// Or returns a voice with the lines of v, and the lines of other that v lacks.
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

// Manifest returns the voice's description and its lines.
func (v *Voice) Manifest() Manifest { return v.manifest }

// Lengths returns the durations of all takes of text; none where the voice lacks it.
func (v *Voice) Lengths(text string) []time.Duration {
	var lengths []time.Duration
	for _, t := range v.lines[text] {
		lengths = append(lengths, t.Length())
	}
	return lengths
}

// Length returns the duration of the first take of text; ok is false where the voice
// lacks it.
func (v *Voice) Length(text string) (length time.Duration, ok bool) {
	takes, ok := v.lines[text]
	if !ok {
		return 0, false
	}
	return takes[0].Length(), true
}

// Say returns the sound of a take of text, counted from 0, and its loudness in LUFS. A
// clip whose length differs from the manifest is an error, because timelines are built
// with the length in the manifest.
func (v *Voice) Say(text string, take int) (clip audio.Clip, loudness float64, err error) {
	takes, ok := v.lines[text]
	if !ok || take < 0 || take >= len(takes) {
		return audio.Clip{}, 0, fmt.Errorf("the voice %s has no take %d of the line %q", v.manifest.Name, take+1, text)
	}
	if clip, err = takes[take].read(); err != nil {
		return audio.Clip{}, 0, fmt.Errorf("voice %s: %w", v.manifest.Name, err)
	}
	return clip, takes[take].Loudness, nil
}

// Known returns the envelope of a take and its loudness in LUFS without decoding it;
// ok is false where the sound must be decoded. It returns the envelopes of bundled
// voices only: a wrong envelope would let peaks pass the limiter.
func (v *Voice) Known(text string, take int) (k envelope.Known, loudness float64, ok bool) {
	takes := v.lines[text]
	if take < 0 || take >= len(takes) || !takes[take].bundled || takes[take].Envelope == nil {
		return envelope.Known{}, 0, false
	}
	t := takes[take]
	return envelope.Known{Rate: VoiceRate, Samples: t.Frames, Envelope: *t.Envelope}, t.Loudness, true
}

// An UnknownVoiceError reports a name that is neither a bundled voice nor a folder.
type UnknownVoiceError struct{ Name string }

func (e *UnknownVoiceError) Error() string {
	return fmt.Sprintf("no voice %q: neither a bundled voice nor a folder", e.Name)
}
