package samples

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"respite/audio"
)

// maxClip is the largest size of a line's file, in bytes.
const maxClip = 2*maxSamples + 4096

// readTake decodes the file of a take, and checks it against the manifest.
func readTake(dir fs.FS, t Take, decode decoder) (audio.Clip, error) {
	clip, err := decodeFile(dir, t.File, decode)
	if err == nil && (clip.Rate != VoiceRate || len(clip.Samples) != t.Frames) {
		return audio.Clip{}, fmt.Errorf("%s: %d frames at %d Hz, but the manifest says %d at %d",
			t.File, len(clip.Samples), clip.Rate, t.Frames, VoiceRate)
	}
	return clip, err
}

// readClip decodes one file of a folder.
func readClip(dir fs.FS, file string) (audio.Clip, error) { return decodeFile(dir, file, Decode) }

// A decoder decodes the bytes of a sound file.
type decoder func([]byte) (audio.Clip, error)

func decodeFile(dir fs.FS, file string, decode decoder) (audio.Clip, error) {
	b, err := readFile(dir, file, maxClip)
	if err != nil {
		return audio.Clip{}, err
	}
	clip, err := decode(b)
	if err != nil {
		return audio.Clip{}, fmt.Errorf("%s: %w", path.Base(file), err)
	}
	return clip, nil
}

// readFile reads a regular file of at most limit bytes. It refuses pipes, because
// opening a pipe without a writer would block forever.
func readFile(dir fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(dir, name)
	if err != nil {
		return nil, named(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", name)
	}
	f, err := dir.Open(name)
	if err != nil {
		return nil, named(name, err)
	}
	defer f.Close()
	var b bytes.Buffer
	if info.Size() <= limit {
		b.Grow(int(info.Size()) + bytes.MinRead) // at once: growing step by step would leave as much garbage again
	}
	n, err := b.ReadFrom(io.LimitReader(f, limit+1))
	if err == nil && n > limit {
		err = fmt.Errorf("%s: larger than %d bytes", name, limit)
	}
	return b.Bytes(), err
}

// named replaces the path in an error of the file system by the name of the file.
func named(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", name, p.Err)
	}
	return err
}
