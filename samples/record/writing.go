package record

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"respite/samples/record/lock"
)

// writingMark is a file in a voice's folder that is locked while a process writes there. If it
// exists without a lock, its process was killed.
const writingMark = ".respite-writing"

// tempPattern matches incomplete files in a voice's folder.
const tempPattern = ".record-*"

// beginWriting creates the folder of a voice and marks it as being written until end is
// called. It removes the leftovers of a killed process. It fails if another process is
// writing.
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
		return nil, fmt.Errorf("%s: another import is writing to this voice: wait until it ends", dir)
	}
	end = func() {
		err := os.Remove(mark)
		f.Close()
		if err != nil {
			os.Remove(mark) // Windows cannot remove an open file
		}
		if isNew {
			os.Remove(dir) // fails if the folder has files
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

// removeLeftOver removes the leftovers of a killed process: incomplete files, and files of
// lines that are not in the manifest. It recognises the file of a line by its name, which
// contains the hash of its content.
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

// isLineFile tells whether the name of a file contains the hash of its content.
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

// mostLine is an upper limit for the size of a line's file, in bytes.
const mostLine = 64 << 20
