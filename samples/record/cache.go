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

// mostCached is how large a cache may grow, in bytes: about three hours of speech.
const mostCached = 256 << 20

// A Cache keeps lines that engines spoke, mastered, one FLAC file each. It is
// safe for concurrent use, by several processes as well: an entry appears
// when it is whole. What was not used for longest goes when it grows too large. A
// cache that cannot be used is no error: see [Cache.Trouble].
type Cache struct {
	dir  string // empty: nothing is kept
	most int64  // bytes

	mu      sync.Mutex
	trouble error
}

// NewCache is the cache in a folder, which is made when it is needed; without a name nothing is kept.
func NewCache(dir string) *Cache { return &Cache{dir: dir, most: mostCached} }

// Trouble is the first reason why a line could not be kept, nil if there was none.
func (c *Cache) Trouble() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.trouble
}

// Size is how many lines the cache holds, and how many bytes they take.
func (c *Cache) Size() (lines int, bytes int64, err error) {
	entries, err := c.entries()
	for _, e := range entries {
		bytes += e.Size()
	}
	return len(entries), bytes, err
}

// Clear removes all lines from the cache, and nothing else from its folder.
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

// perform has a line from the cache, or performed and then kept. Of an engine of another identity, and
// of one that was not listened to, it is another line. What is doubtful is not kept.
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

// clipPace is the pace of a line that was performed before.
func clipPace(clip audio.Clip, text string) float64 {
	x := make([]float32, len(clip.Samples))
	for i, v := range clip.Samples {
		x[i] = float32(v) / (1 << 15)
	}
	return speech.Pace(x, clip.Rate, text)
}

// get finds a line. One that cannot be read or is damaged is not there.
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
	_ = os.Chtimes(file, now, now) // where that fails it only goes sooner
	return clip, true
}

// put keeps a line, if it can.
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

// evict removes what was not used for longest, until the cache is no larger than it may be.
func (c *Cache) evict() {
	entries, err := c.entries()
	if err != nil {
		return // the next run tries again
	}
	slices.SortFunc(entries, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	total := int64(0)
	for _, e := range entries {
		if total += e.Size(); total > c.most {
			_ = os.Remove(filepath.Join(c.dir, e.Name())) // another process may have been quicker
		}
	}
}

// entries are the files of lines. A folder that is not there has none.
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

// isEntry tells the name of an entry from those of other files.
func isEntry(name string) bool {
	hash, ok := strings.CutSuffix(name, flacFile)
	b, err := hex.DecodeString(hash)
	return ok && err == nil && len(b) == 16
}

// entry is the name under which a line is kept: a hash of all that it is made of.
func entry(identity string, kind mastering.Kind, text string) string {
	key, _ := json.Marshal([]any{mastering.Version, kind, identity, text}) // such values never fail
	hash := sha256.Sum256(key)
	return hex.EncodeToString(hash[:16]) + flacFile
}
