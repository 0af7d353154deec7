package recording

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"respite/audio"
)

// mostBytes is the largest size of a routine's sound file.
const mostBytes = 512 << 20

// A Folder opens the sound files that a routine names, relative to the routine's
// folder. Its errors do not contain the folder's path, because pages show them, too.
// It is safe for concurrent use.
type Folder struct {
	folder string

	lock    sync.Mutex
	lengths map[string]func() (time.Duration, error)
	sources map[soundAt]func() (audio.Source, error)
}

// soundAt identifies a file and a rate in Hz.
type soundAt struct {
	file string
	rate int
}

// NewFolder returns a Folder for files below a folder and for absolute paths.
func NewFolder(folder string) *Folder {
	return &Folder{folder: folder, lengths: map[string]func() (time.Duration, error){}, sources: map[soundAt]func() (audio.Source, error){}}
}

// Length returns the duration of a file. It counts the frames, because the file may
// state a wrong number. Each file is read once.
func (f *Folder) Length(file string) (time.Duration, error) {
	return remember(&f.lock, f.lengths, file, func() (time.Duration, error) {
		return readIn(f, file, audio.SoundLength)
	})
}

// Sound returns the sound of a file and implements [audio.Sounds].
func (f *Folder) Sound(file string, rate int) (audio.Source, error) {
	return remember(&f.lock, f.sources, soundAt{file, rate}, func() (audio.Source, error) {
		return readIn(f, file, func(r audio.Recorded) (audio.Source, error) { return audio.ReadSound(r, rate) })
	})
}

// remember returns the result of open for a key, and calls open once for each key.
func remember[K comparable, T any](lock *sync.Mutex, known map[K]func() (T, error), key K, open func() (T, error)) (T, error) {
	lock.Lock()
	get, ok := known[key]
	if !ok {
		get = sync.OnceValues(open)
		known[key] = get
	}
	lock.Unlock()
	return get()
}

// readIn returns the result of read for a regular file of at most mostBytes.
func readIn[T any](f *Folder, file string, read func(audio.Recorded) (T, error)) (value T, err error) {
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.folder, path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return value, bare(err)
	case !info.Mode().IsRegular():
		return value, errors.New("is not a file with sound")
	case info.Size() > mostBytes:
		return value, fmt.Errorf("is larger than %d MiB, the limit for a sound", mostBytes>>20)
	}
	return readFile(path, read)
}
