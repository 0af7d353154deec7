package record

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"respite/samples/record/lock"
)

// writingMark is a file in a voice's folder that is locked while a process
// writes there. One that stays behind tells of a process that was killed.
const writingMark = ".respite-writing"

// tempPattern are the names of files in a voice's folder that are not whole yet.
const tempPattern = ".record-*"

// beginWriting makes the folder of a voice and marks it as being written to, until
// end is called. What a killed process left there is removed. It fails where
// another process is writing.
func beginWriting(dir string) (end func(), err error) {
	_, err = os.Stat(dir)
	isNew := err != nil
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	mark := filepath.Join(dir, writingMark)
	_, err = os.Lstat(mark)
	wasKilled := err == nil
	f, err := os.OpenFile(mark, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if !lock.Held(f) {
		f.Close()
		return nil, fmt.Errorf("%s: another import writes to this voice: wait until it has ended", dir)
	}
	end = func() {
		err := os.Remove(mark)
		f.Close()
		if err != nil {
			os.Remove(mark) // Windows removes no open file
		}
		if isNew {
			os.Remove(dir) // fails where something was written
		}
	}
	if wasKilled {
		if err := removeLeftOver(dir); err != nil {
			end()
			return nil, err
		}
	}
	return end, nil
}

// removeLeftOver removes the files that are not whole, and those of lines that the
// manifest does not name: a killed process had not come to that. A file of a line is
// known by its name, which holds the hash of its content.
func removeLeftOver(dir string) error {
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	named := ownFiles(m.Lines)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var failed error
	for _, e := range entries {
		part, _ := filepath.Match(tempPattern, e.Name()) // fails only for a malformed pattern
		if e.Type().IsRegular() && (part || !named[e.Name()] && isLineFile(dir, e)) {
			failed = errors.Join(failed, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return failed
}

// isLineFile tells whether a file has the name that its content gives it.
func isLineFile(dir string, e os.DirEntry) bool {
	const hashed = len("-12345678")
	extension := filepath.Ext(e.Name())
	name := e.Name()[:len(e.Name())-len(extension)]
	info, err := e.Info()
	if extension != wavFile && extension != flacFile || len(name) <= hashed || err != nil || info.Size() > mostLine {
		return false
	}
	content, err := os.ReadFile(filepath.Join(dir, e.Name()))
	return err == nil && contentName(name[:len(name)-hashed]+extension, content) == e.Name()
}

// mostLine is more than the file of a line has, in bytes.
const mostLine = 64 << 20
