package samples

import (
	"fmt"
	"path"
	"time"

	"respite/audio"
)

// A bell may last as long as a timeline has room for it.
var bellRoom = map[string]time.Duration{
	"opening": 6 * time.Second, "change": 2500 * time.Millisecond, "ending": 9 * time.Second,
}

// Bells are the bells of a session: the bundled ones, or those that OpenBells read
// from a folder.
type Bells struct{ clips map[string]audio.Clip }

// OpenBells opens the bells in a folder: three files, opening (up to 6 s), change (up
// to 2.5 s) and ending (up to 9 s), each .wav or .flac, mono, 16 bit, at 8 to 192 kHz.
// It reads no file outside of the folder. An error names the file.
func OpenBells(folder string) (Bells, error) {
	dir, err := openFolder(folder)
	if err != nil {
		return Bells{}, fmt.Errorf("bells %w", err)
	}
	b := Bells{map[string]audio.Clip{}}
	for _, name := range []string{"opening", "change", "ending"} {
		if b.clips[name], err = readSound(dir, name, bellRoom[name]/10, bellRoom[name]); err != nil {
			return Bells{}, fmt.Errorf("bells %s: %w", folder, err)
		}
	}
	return b, nil
}

// Bell returns the bell "opening", "change" or "ending".
func (b Bells) Bell(name string) (audio.Clip, error) {
	if b.clips == nil {
		return readClip(bundled, path.Join("bells", name+".wav"))
	}
	c, ok := b.clips[name]
	if !ok {
		return audio.Clip{}, fmt.Errorf("no bell %q", name)
	}
	return c, nil
}
