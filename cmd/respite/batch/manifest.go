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
	"strings"
	"sync"
	"time"

	"respite/samples/record/lock"
)

// The manifests in the folder of a batch begin and end so.
const (
	manifestPrefix = ".respite-batch"
	manifestKind   = ".jsonl"
)

// An Entry is a track in a manifest, a line of JSON.
type Entry struct {
	Row      int               `json:"row"`
	File     string            `json:"file"`             // below the folder of the batch, slash-separated
	SHA256   string            `json:"sha256"`           // of the file, in hexadecimal
	Bytes    int64             `json:"bytes"`            // of the file
	Modified time.Time         `json:"modified"`         // the file was, when it was made
	Beside   map[string]string `json:"beside,omitempty"` // the sums of the files beside it, such as captions
	Made     string            `json:"made_of"`          // what went into it: Track.Made
	Seconds  float64           `json:"seconds"`
	Loudness float64           `json:"loudness"` // integrated, LUFS
	Warnings []string          `json:"warnings,omitempty"`
}

// A manifest appends the tracks that this worker has made. Every worker has a
// file of its own, so that no two write to one on a network's file system.
type manifest struct {
	lock sync.Mutex
	file *os.File
}

// manifestName is the n-th file, from 1, of the workers of a part: there are
// several where workers share a folder without parting the plan.
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

// openManifest opens the first manifest of a part that no running worker has,
// for appending; the first one where the folder knows no locks.
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

// endLine ends a line that a worker before did not finish, so that the next one stands alone.
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

// A record knows what all workers of a folder have made.
type record struct {
	dir string

	lock sync.Mutex
	made map[string]Entry // by file, of those that are asked about; the last entry of a file counts
	read map[string]int64 // how far each manifest is read
}

// newRecord keeps only what it knows of these tracks: a plan may have many more.
func newRecord(dir string, tracks []*Track) *record {
	r := &record{dir: dir, made: make(map[string]Entry, len(tracks)), read: map[string]int64{}}
	for _, t := range tracks {
		r.made[t.Output] = Entry{}
	}
	return r
}

// update reads what was added to the manifests since it did so before.
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

// readOn reads the whole lines that a manifest has gained. A line that is no
// entry is left out: its worker was killed.
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

// of is the entry of a file; ok is false where no worker has made it.
func (r *record) of(file string) (e Entry, ok bool) {
	r.lock.Lock()
	defer r.lock.Unlock()
	e = r.made[file]
	return e, e.File != ""
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
