package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"respite/samples"
)

// mastering is counted up when [Master] changes, so that no cached line was made by another one.
const mastering = 1

// A Cache keeps lines that engines spoke, mastered, one FLAC file each. It is
// safe for concurrent use, by several processes as well: an entry appears
// when it is whole. A cache that cannot be used is no error: see [Cache.Trouble].
type Cache struct {
	dir string // empty: nothing is kept

	mu      sync.Mutex
	trouble error
}

// NewCache is the cache in a folder, which is made when it is needed; without a name nothing is kept.
func NewCache(dir string) *Cache { return &Cache{dir: dir} }

// Trouble is the first reason why a line could not be kept, nil if there was none.
func (c *Cache) Trouble() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.trouble
}

// get finds a line. One that cannot be read or is damaged is not there.
func (c *Cache) get(name string) (samples.Clip, bool) {
	if c.dir == "" {
		return samples.Clip{}, false
	}
	b, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		return samples.Clip{}, false
	}
	clip, err := samples.Decode(b)
	return clip, err == nil && clip.Rate == samples.VoiceRate && len(clip.Samples) > 0
}

// put keeps a line, if it can.
func (c *Cache) put(name string, clip samples.Clip) {
	if c.dir == "" {
		return
	}
	file, err := clip.FLAC()
	if err == nil {
		err = os.MkdirAll(c.dir, 0o700)
	}
	if err == nil {
		err = writeFile(c.dir, name, file)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.trouble == nil {
		c.trouble = err
	}
}

// entry is the name under which a line is kept: a hash of all that it is made of.
func entry(e Engine, kind Kind, text string) string {
	key := fmt.Sprintf("%d\x00%d\x00%s\x00%s", mastering, kind, strings.ReplaceAll(e.String(), "\x00", ""), text)
	hash := sha256.Sum256([]byte(key))
	return hex.EncodeToString(hash[:16]) + flacFile
}
