// Package container reads sound from engines and users in any container.
package container

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"respite/samples/record/speech/process"
)

// Readable returns the name of a sound file that package audio can read. That is the file
// itself or, for a container that only ffmpeg supports (Ogg, MPEG-4, AAC, Matroska, AIFF,
// CAF), a temporary WAV file of at most that many seconds. remove deletes the temporary file.
// Readable opens only regular files, because a pipe may never end. Its errors begin with the
// file's name.
func Readable(ctx context.Context, file string, seconds int) (name string, remove func(), err error) {
	return Convert(ctx, file, "-t", strconv.Itoa(seconds), "-ac", "1", "-c:a", "pcm_s16le")
}

// Convert is like Readable, with ffmpeg options for the WAV file.
func Convert(ctx context.Context, file string, options ...string) (name string, remove func(), err error) {
	remove = func() {}
	kind, err := foreignContainer(file)
	if err != nil || kind == "" {
		return file, remove, err
	}
	if !process.IsInstalled("ffmpeg") {
		return file, remove, fmt.Errorf("%s: %s needs ffmpeg, which is not installed", file, kind)
	}
	dir, clear, err := process.NewScratch()
	if err != nil {
		return file, remove, err
	}
	remove = clear
	made := filepath.Join(dir, "made.wav")
	c := process.Command{Limit: 10 * time.Minute, Words: []string{"ffmpeg", "-nostdin", "-v", "error", "-y", "-i", "file:" + file, "-map", "0:a:0"}}
	c.Words = append(append(c.Words, options...), "-f", "wav", "-rf64", "auto", "file:"+made)
	if _, _, err := c.Run(ctx); err != nil {
		if ctx.Err() == nil {
			err = fmt.Errorf("%s: %w", file, err)
		}
		return file, remove, err
	}
	return made, remove, nil
}

// foreignContainer returns the name of a container that only ffmpeg supports; otherwise it is
// empty.
func foreignContainer(file string) (string, error) {
	info, err := os.Stat(file)
	var path *fs.PathError
	switch {
	case errors.As(err, &path):
		return "", fmt.Errorf("%s: %w", file, path.Err)
	case info.IsDir():
		return "", fmt.Errorf("%s: is a directory", file)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s: not a regular file, but a pipe or a device", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	start := make([]byte, 12)
	n, _ := io.ReadFull(f, start) // a shorter file has none of these containers
	if kind := Of(start[:n]); !slices.Contains(ownContainers, kind) {
		return kind, nil
	}
	return "", nil
}

// ownContainers are the containers that package audio supports.
var ownContainers = []string{"", "WAV", "FLAC", "MP3"}

// Of returns the name of a container by its first twelve bytes; empty if it is unknown.
func Of(start []byte) string {
	for _, c := range []struct{ name, start string }{
		{"WAV", "RIFF"}, {"WAV", "RF64"}, {"FLAC", "fLaC"}, {"MP3", "ID3"},
		{"Ogg", "OggS"}, {"Matroska", "\x1a\x45\xdf\xa3"}, {"AIFF", "FORM"}, {"CAF", "caff"},
	} {
		if bytes.HasPrefix(start, []byte(c.start)) {
			return c.name
		}
	}
	switch {
	case len(start) >= 8 && string(start[4:8]) == "ftyp":
		return "MPEG-4"
	case len(start) < 2 || start[0] != 0xff:
		return ""
	case start[1]&0xf6 == 0xf0: // sync, layer 0 (ISO/IEC 13818-7, 6.2.1)
		return "AAC"
	case start[1]&0xe6 == 0xe2: // sync, layer III (ISO/IEC 11172-3, 2.4.1.3)
		return "MP3"
	}
	return ""
}
