package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// manifestPrefix begins the names of the manifests in the folder of a batch.
const manifestPrefix = ".respite-batch"

// An Entry is a track in a manifest, a line of JSON.
type Entry struct {
	Row      int      `json:"row"`
	File     string   `json:"file"`    // below the folder of the batch, slash-separated
	SHA256   string   `json:"sha256"`  // of the file, in hexadecimal
	Made     string   `json:"made_of"` // what went into it: Track.Made
	Seconds  float64  `json:"seconds"`
	Loudness float64  `json:"loudness"` // integrated, LUFS
	Warnings []string `json:"warnings,omitempty"`
}

// A manifest appends the tracks that this worker has made. Every worker has a
// file of its own, so that no two write to one on a network's file system.
type manifest struct {
	lock sync.Mutex
	file *os.File
}

// manifestName is the file of a worker.
func manifestName(s Shard) string {
	if s.Count <= 1 {
		return manifestPrefix + ".jsonl"
	}
	return fmt.Sprintf("%s-%d-of-%d.jsonl", manifestPrefix, s.Index, s.Count)
}

// openManifest opens the manifest of a worker for appending. A line that a
// worker before did not finish is ended, so that the next one stands alone.
func openManifest(dir string, s Shard) (*manifest, error) {
	f, err := os.OpenFile(filepath.Join(dir, manifestName(s)), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	last := []byte{'\n'}
	if size, err := f.Seek(0, io.SeekEnd); err == nil && size > 0 {
		_, _ = f.ReadAt(last, size-1) // what cannot be read cannot be ended either
	}
	if last[0] != '\n' {
		if _, err := f.WriteString("\n"); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return &manifest{file: f}, nil
}

// add appends an entry, in one write.
func (m *manifest) add(e Entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	_, err = m.file.Write(append(line, '\n'))
	return err
}

// readManifests reads what all workers have made, by file. The last entry of a
// file counts. A line that is not an entry is left out: its worker was killed.
func readManifests(dir string) (map[string]Entry, error) {
	made := map[string]Entry{}
	names, err := fs.Glob(os.DirFS(dir), manifestPrefix+"*.jsonl")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(bytes.NewReader(b))
		lines.Buffer(nil, len(b)+1)
		for lines.Scan() {
			var e Entry
			if json.Unmarshal(lines.Bytes(), &e) == nil && e.File != "" {
				made[e.File] = e
			}
		}
	}
	return made, nil
}

// sum is the SHA-256 of a file, in hexadecimal.
func sum(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Sum is the SHA-256 of texts, in hexadecimal, for [Track.Made]: no two lists
// of texts have the same but by accident.
func Sum(texts ...string) string {
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d:%s,", len(text), text)
	}
	return strings.ToLower(hex.EncodeToString(h.Sum(nil)))
}
