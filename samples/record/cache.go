package record

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"respite/audio"
	"respite/audio/flac"
	"respite/samples"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// mostCached is the size limit of a cache in bytes: about three hours of speech.
const mostCached = 256 << 20

// A Cache stores mastered lines of engines, each in a FLAC file. Several goroutines and
// processes can use it at the same time, because an entry appears only when it is complete. If
// it grows too large, it removes the least recently used entries. Its errors do not stop the
// work: see [Cache.Trouble].
type Cache struct {
	dir  string // empty: the cache is disabled
	most int64  // bytes

	mu      sync.Mutex
	trouble error
}

// NewCache returns the cache in a folder, which it creates when needed. If the name is empty,
// the cache is disabled.
func NewCache(dir string) *Cache { return &Cache{dir: dir, most: mostCached} }

// Trouble returns the first error of storing a line, or nil.
func (c *Cache) Trouble() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.trouble
}

// Size returns the number of lines in the cache and their total size in bytes.
func (c *Cache) Size() (lines int, bytes int64, err error) {
	entries, err := c.entries()
	for _, e := range entries {
		bytes += e.Size()
	}
	return len(entries), bytes, err
}

// Clear removes all lines from the cache. It leaves other files in the folder.
func (c *Cache) Clear() error {
	entries, err := c.entries()
	for _, e := range entries {
		if gone := os.Remove(filepath.Join(c.dir, e.Name())); !errors.Is(gone, fs.ErrNotExist) {
			err = cmp.Or(err, gone)
		}
	}
	return err
}

func (c *Cache) isUsed() bool { return c.dir != "" && c.Trouble() == nil }

// perform returns a line from the cache, or performs and stores it. The key includes the
// engine's identity and whether a recogniser checked the line. Doubtful lines are not stored.
func (c *Cache) perform(ctx context.Context, p performer, identity, text string) (performed, error) {
	if p.recogniser != nil {
		identity += "\x00" + p.recogniser.String()
	}
	name := entry(identity, p.kind, text)
	if clip, ok := c.get(name); ok {
		return performed{clip: clip, hasty: p.hasty(clipPace(clip, text))}, nil
	}
	line, err := p.perform(ctx, text)
	if err == nil && line.doubt == "" {
		c.put(name, line.clip)
	}
	return line, err
}

// clipPace returns the pace of a cached line.
func clipPace(clip audio.Clip, text string) float64 {
	return speech.Pace(mastering.Floats(clip.Samples), clip.Rate, text)
}

// get returns a cached line. An entry that is damaged or cannot be read counts as missing.
func (c *Cache) get(name string) (audio.Clip, bool) {
	file := filepath.Join(c.dir, name)
	if info, err := os.Lstat(file); c.dir == "" || err != nil || !info.Mode().IsRegular() {
		return audio.Clip{}, false
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return audio.Clip{}, false
	}
	clip, err := samples.Decode(b)
	if err != nil || clip.Rate != samples.VoiceRate || len(clip.Samples) == 0 {
		return audio.Clip{}, false
	}
	now := time.Now()
	_ = os.Chtimes(file, now, now) // on an error the entry is only evicted earlier
	return clip, true
}

// put stores a line if possible.
func (c *Cache) put(name string, clip audio.Clip) {
	if c.dir == "" {
		return
	}
	file, err := flac.EncodeClip(clip)
	if err == nil {
		err = os.MkdirAll(c.dir, 0o700)
	}
	if err == nil {
		err = writeFile(c.dir, name, file)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trouble = cmp.Or(c.trouble, err)
}

// evict removes the least recently used entries until the cache is within its limit.
func (c *Cache) evict() {
	entries, err := c.entries()
	if err != nil {
		return // the next run tries again
	}
	slices.SortFunc(entries, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	total := int64(0)
	for _, e := range entries {
		if total += e.Size(); total > c.most {
			_ = os.Remove(filepath.Join(c.dir, e.Name())) // another process may have removed it
		}
	}
}

// entries returns the files of the cache. A missing folder has none.
func (c *Cache) entries() (found []fs.FileInfo, err error) {
	if c.dir == "" {
		return nil, nil
	}
	files, err := os.ReadDir(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, f := range files {
		info, gone := f.Info()
		if gone == nil && info.Mode().IsRegular() && isEntry(f.Name()) {
			found = append(found, info)
		}
	}
	return found, err
}

// isEntry tells whether a file name is that of an entry.
func isEntry(name string) bool {
	hash, ok := strings.CutSuffix(name, flacFile)
	b, err := hex.DecodeString(hash)
	return ok && err == nil && len(b) == 16
}

// entry returns the file name of a line: a hash of everything that determines its sound.
func entry(identity string, kind mastering.Kind, text string) string {
	key, _ := json.Marshal([]any{mastering.Version, kind, identity, text}) // these values can always be encoded
	hash := sha256.Sum256(key)
	return hex.EncodeToString(hash[:16]) + flacFile
}
