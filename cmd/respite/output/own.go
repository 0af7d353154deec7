package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
)

// marks identify files that respite wrote, by extension: the program's name in the tags of a
// sound file, or the first words of a text file.
var marks = map[string]*regexp.Regexp{
	".vtt":  regexp.MustCompile(`^(\x{FEFF})?WEBVTT`),
	".srt":  regexp.MustCompile(`^1\r?\n00:\d\d:\d\d,\d\d\d --> `),
	".lrc":  regexp.MustCompile(`^\[ti:`),
	".json": regexp.MustCompile(`^\{\s*"version": "1\.2\.0",\s*"title":`),
	".md":   regexp.MustCompile(`^# .*\n\n\d+:\d\d(:\d\d)?\n`),
	".png":  regexp.MustCompile(`^.PNG\r\n(?s:.{20,40})tEXtSoftware\x00respite`),
	".txt":  regexp.MustCompile(`^\d+\.\d{6}\t\d+\.\d{6}\t`),
}

// IsForeign tells whether a file exists that respite did not write, so that replacing it needs
// consent. It is false for pipes and devices, which are written to, not replaced.
func IsForeign(name string) (bool, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && (!info.Mode().IsRegular() || info.Size() == 0) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	b, err := ends(name, info.Size())
	if err != nil {
		return false, err
	}
	mark := marks[Extension(name)]
	if mark == nil {
		mark = ownMark
	}
	return !mark.Match(b), nil
}

// ends returns the first and the last part of a file, because tags can be in both.
func ends(name string, size int64) ([]byte, error) {
	const part = 256 << 10
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := io.CopyN(&b, f, part); err != nil && err != io.EOF {
		return nil, err
	}
	if size > 2*part {
		if _, err := f.Seek(-part, io.SeekEnd); err != nil {
			return nil, err
		}
		_, err = io.Copy(&b, f)
	}
	return b.Bytes(), err
}
