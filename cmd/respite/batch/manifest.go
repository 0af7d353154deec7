package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"respite/samples/record/lock"
)

// The prefix and the suffix of manifest names.
const (
	manifestPrefix = ".respite-batch"
	manifestKind   = ".jsonl"
)

// An Entry describes one track in a manifest, as one line of JSON.
type Entry struct {
	Row      int               `json:"row"`
	File     string            `json:"file"`             // below the folder of the batch, slash-separated
	SHA256   string            `json:"sha256"`           // of the file, in hexadecimal
	Bytes    int64             `json:"bytes"`            // of the file
	Modified time.Time         `json:"modified"`         // modification time after rendering
	Beside   map[string]string `json:"beside,omitempty"` // the sums of the files beside it, such as captions
	Made     string            `json:"made_of"`          // checksum of the inputs: Track.Made
	Seconds  float64           `json:"seconds"`
	Loudness float64           `json:"loudness"` // integrated, LUFS
	Warnings []string          `json:"warnings,omitempty"`
}

// A manifest is an append-only list of the tracks that this worker has made. Every worker has
// its own file, because concurrent appends to one file are not safe on network file systems.
type manifest struct {
	lock sync.Mutex
	file *os.File
}

// manifestName returns the name of the n-th manifest of a part, from 1. A part has several
// manifests if workers share a folder without splitting the plan.
func manifestName(s Shard, n int) string {
	name := manifestPrefix
	if s.Count > 1 {
		name += fmt.Sprintf("-%d-of-%d", s.Index, s.Count)
	}
	if n > 1 {
		name += fmt.Sprintf("-%d", n)
	}
	return name + manifestKind
}

// openManifest opens the first manifest of a part that no running worker holds, for appending.
// Without file locks it opens the first one.
func openManifest(dir string, s Shard, locks bool) (*manifest, error) {
	for n := 1; ; n++ {
		f, err := os.OpenFile(filepath.Join(dir, manifestName(s, n)), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
		if err != nil {
			return nil, err
		}
		if !locks || lock.Held(f) {
			return &manifest{file: f}, endLine(f)
		}
		f.Close()
	}
}

// endLine completes a line that a killed worker left unfinished, so that the next entry starts
// on a new line.
func endLine(f *os.File) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil || size == 0 {
		return err
	}
	last := []byte{'\n'}
	if _, err := f.ReadAt(last, size-1); err != nil || last[0] == '\n' {
		return err
	}
	_, err = f.WriteString("\n")
	return err
}

// add appends an entry in a single write.
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

// A record holds the tracks that all workers of a folder have made.
type record struct {
	dir string

	lock sync.Mutex
	made map[string]Entry // by file, only for the tracks of the plan; the last entry of a file counts
	read map[string]int64 // number of bytes read of each manifest
}

// newRecord returns a record for these tracks only, because a folder may have many more.
func newRecord(dir string, tracks []*Track) *record {
	r := &record{dir: dir, made: make(map[string]Entry, len(tracks)), read: map[string]int64{}}
	for _, t := range tracks {
		r.made[t.Output] = Entry{}
	}
	return r
}

// update reads the entries that were added to the manifests since the last update.
func (r *record) update() error {
	r.lock.Lock()
	defer r.lock.Unlock()
	names, err := fs.Glob(os.DirFS(r.dir), manifestPrefix+"*"+manifestKind)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := r.readOn(name); err != nil {
			return err
		}
	}
	return nil
}

// readOn reads the new complete lines of a manifest. It skips invalid lines, which a killed
// worker may leave.
func (r *record) readOn(name string) error {
	f, err := os.Open(filepath.Join(r.dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Seek(r.read[name], io.SeekStart); err != nil {
		return err
	}
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		r.read[name] += int64(len(line))
		var e Entry
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		if _, ok := r.made[e.File]; ok {
			r.made[e.File] = e
		}
	}
}

// of returns the entry of a file; ok is false if no worker has made it.
func (r *record) of(file string) (e Entry, ok bool) {
	r.lock.Lock()
	defer r.lock.Unlock()
	e = r.made[file]
	return e, e.File != ""
}

// SumFile returns the SHA-256 of a file in hexadecimal.
func SumFile(file string) (string, error) {
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

// Sum returns the SHA-256 of a list of texts in hexadecimal, for [Track.Made]. The
// hashed text contains their lengths, so that different lists do not have the same text.
func Sum(texts ...string) string {
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d:%s,", len(text), text)
	}
	return hex.EncodeToString(h.Sum(nil))
}
