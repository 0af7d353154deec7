package speech

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Readable returns the name of a sound file that package audio reads: the file itself or,
// for a container that only ffmpeg reads (Ogg, MPEG-4, Matroska, AIFF, CAF), a WAV file that
// ffmpeg makes of it, of at most so many seconds. The function removes what was made. Only
// regular files are opened: a pipe might never end. Errors begin with the file's name.
func Readable(ctx context.Context, file string, seconds int) (name string, remove func(), err error) {
	return Convert(ctx, file, "-t", strconv.Itoa(seconds), "-ac", "1", "-c:a", "pcm_s16le")
}

// Convert is Readable with ffmpeg's options for the WAV file that it makes.
func Convert(ctx context.Context, file string, options ...string) (name string, remove func(), err error) {
	remove = func() {}
	kind, err := foreignContainer(file)
	if err != nil || kind == "" {
		return file, remove, err
	}
	if !isInstalled("ffmpeg") {
		return file, remove, fmt.Errorf("%s: is %s, which needs ffmpeg, and that is not installed", file, kind)
	}
	dir, clear, err := newScratch()
	if err != nil {
		return file, remove, err
	}
	remove = clear
	made := filepath.Join(dir, "made.wav")
	c := command{limit: 10 * time.Minute, words: []string{"ffmpeg", "-nostdin", "-v", "error", "-y", "-i", "file:" + file, "-map", "0:a:0"}}
	c.words = append(append(c.words, options...), "-f", "wav", "-rf64", "auto", "file:"+made)
	if _, _, err := c.run(ctx); err != nil {
		if ctx.Err() == nil {
			err = fmt.Errorf("%s: %w", file, err)
		}
		return file, remove, err
	}
	return made, remove, nil
}

// foreignContainer names the container of a file that only ffmpeg reads; empty for all others.
func foreignContainer(file string) (string, error) {
	info, err := os.Stat(file)
	var path *fs.PathError
	switch {
	case errors.As(err, &path):
		return "", fmt.Errorf("%s: %w", file, path.Err)
	case info.IsDir():
		return "", fmt.Errorf("%s: is a directory", file)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s: is no file with sound, but a pipe or a device", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	start := make([]byte, 12)
	n, _ := io.ReadFull(f, start) // a shorter file is none of these
	start = start[:n]
	switch {
	case bytes.HasPrefix(start, []byte("OggS")):
		return "Ogg", nil
	case bytes.HasPrefix(start, []byte("\x1a\x45\xdf\xa3")):
		return "Matroska", nil
	case bytes.HasPrefix(start, []byte("FORM")):
		return "AIFF", nil
	case bytes.HasPrefix(start, []byte("caff")):
		return "CAF", nil
	case len(start) >= 8 && string(start[4:8]) == "ftyp":
		return "MPEG-4", nil
	}
	return "", nil
}
