package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"respite/audio"
	"respite/audio/recording"
	"respite/cmd/respite/hint"
)

// mostSoundFile is how large a sound file of a routine may be.
const mostSoundFile = 512 << 20 // bytes

// A soundFolder opens the sound files that a routine names, from the routine's
// folder. Its errors do not tell where that is: pages show them, too.
type soundFolder struct {
	folder string

	lock    sync.Mutex
	lengths map[string]func() (time.Duration, error)
	sources map[soundAt]func() (audio.Source, error)
}

type soundAt struct {
	file string
	rate int
}

func newSoundFolder(folder string) *soundFolder {
	return &soundFolder{folder: folder, lengths: map[string]func() (time.Duration, error){}, sources: map[soundAt]func() (audio.Source, error){}}
}

// Length is how long a file sounds. Each file is read once.
func (f *soundFolder) Length(file string) (time.Duration, error) {
	return remember(&f.lock, f.lengths, file, func() (time.Duration, error) {
		return openSoundFile(f, file, recording.SoundLength)
	})
}

// Sound is what a file sounds like, as [audio.Sounds] has it.
func (f *soundFolder) Sound(file string, rate int) (audio.Source, error) {
	return remember(&f.lock, f.sources, soundAt{file, rate}, func() (audio.Source, error) {
		return openSoundFile(f, file, func(path string) (audio.Source, error) { return recording.OpenSound(path, rate) })
	})
}

// remember returns what open returns for a key, which is asked once.
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

// openSoundFile opens a regular file of a size that can be meant.
func openSoundFile[T any](f *soundFolder, file string, open func(path string) (T, error)) (value T, err error) {
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.folder, path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		err = hint.Plain(err)
	case !info.Mode().IsRegular():
		err = errors.New("is not a file with sound")
	case info.Size() > mostSoundFile:
		err = fmt.Errorf("is larger than a sound may be: %d MiB", mostSoundFile>>20)
	default:
		value, err = open(path)
	}
	if err != nil {
		err = errors.New(strings.TrimPrefix(err.Error(), path+": ")) // the routine's line names the file
	}
	return value, err
}
