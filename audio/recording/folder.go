package recording

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"respite/audio"
)

// mostBytes is the largest size of a routine's sound file.
const mostBytes = 512 << 20 // bytes

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

// Length returns the duration of a file. Each file is read once.
func (f *Folder) Length(file string) (time.Duration, error) {
	return remember(&f.lock, f.lengths, file, func() (time.Duration, error) {
		return openIn(f, file, SoundLength)
	})
}

// Sound returns the sound of a file and implements [audio.Sounds].
func (f *Folder) Sound(file string, rate int) (audio.Source, error) {
	return remember(&f.lock, f.sources, soundAt{file, rate}, func() (audio.Source, error) {
		return openIn(f, file, func(path string) (audio.Source, error) { return OpenSound(path, rate) })
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

// openIn opens a regular file of at most mostBytes.
func openIn[T any](f *Folder, file string, open func(path string) (T, error)) (value T, err error) {
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.folder, path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
	case !info.Mode().IsRegular():
		err = errors.New("is not a file with sound")
	case info.Size() > mostBytes:
		err = fmt.Errorf("is larger than %d MiB, the limit for a sound", mostBytes>>20)
	default:
		value, err = open(path)
	}
	if err != nil {
		err = errors.New(strings.TrimPrefix(err.Error(), path+": ")) // the routine's line names the file
	}
	return value, err
}
