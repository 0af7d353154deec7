package samples

import (
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"time"

	"respite/audio"
)

// DefaultTones is the set that is used when none is named.
const DefaultTones = "bowl"

// ToneSets returns the names of the bundled sets of breath tones, the default first.
func ToneSets() []string { return folders("tones", DefaultTones) }

// Tones is a set of breath tones: steady, seamlessly looping textures, which can be
// read at any pitch for any duration.
type Tones struct {
	Inhale, Exhale, Hold audio.Clip
	top                  float64
}

// The pitch of a tone rises by a fifth. Noise rises by an octave, because a smaller
// change of noise is hard to hear.
const fifth, octave = 1.5, 2

// OpenTones opens a bundled set by its name, or the set in a folder by its path: three
// files of steady sound, inhale, exhale and hold, each .wav or .flac, mono, 16 bit, at
// 8 to 192 kHz, and 1 to 60 s long. It crossfades the last half second of each into
// its beginning, so that it loops seamlessly. It reads no file outside of the folder.
// An error names the file.
func OpenTones(name string) (*Tones, error) {
	if slices.Contains(ToneSets(), name) {
		dir, err := fs.Sub(bundled, path.Join("tones", name))
		if err != nil {
			return nil, err
		}
		t, err := readTones(dir)
		if err == nil && name == "air" {
			t.top = octave
		}
		return t, err
	}
	dir, err := openFolder(name)
	if err != nil {
		return nil, fmt.Errorf("tones %w", err)
	}
	t, err := readTones(dir)
	if err != nil {
		return nil, fmt.Errorf("tones %s: %w", name, err)
	}
	for _, c := range []*audio.Clip{&t.Inhale, &t.Exhale, &t.Hold} {
		c.Samples = closeLoop(c.Samples, c.Rate/2)
	}
	return t, nil
}

// readTones reads the three textures in a folder.
func readTones(dir fs.FS) (*Tones, error) {
	t := Tones{top: fifth}
	for _, f := range []struct {
		name string
		clip *audio.Clip
	}{{"inhale", &t.Inhale}, {"exhale", &t.Exhale}, {"hold", &t.Hold}} {
		var err error
		if *f.clip, err = readSound(dir, f.name, time.Second, time.Minute); err != nil {
			return nil, err
		}
	}
	return &t, nil
}

// Texture returns the texture "inhale", "exhale" or "hold".
func (t *Tones) Texture(name string) (audio.Clip, error) {
	switch name {
	case "inhale":
		return t.Inhale, nil
	case "exhale":
		return t.Exhale, nil
	case "hold":
		return t.Hold, nil
	}
	return audio.Clip{}, fmt.Errorf("no tone %q", name)
}

// Range returns the highest speed at which the textures are read, relative to their
// own.
func (t *Tones) Range() float64 { return t.top }

// closeLoop crossfades a given number of samples at the end of a sound into its beginning with
// equal power, and cuts them off the end.
func closeLoop(pcm []int16, fade int) []int16 {
	n := len(pcm) - fade
	loop := slices.Clone(pcm[:n])
	for i := range fade {
		in, out := math.Sincos(math.Pi / 2 * float64(i) / float64(fade))
		x := in*float64(pcm[i]) + out*float64(pcm[n+i])
		loop[i] = int16(math.Round(max(-32768, min(32767, x))))
	}
	return loop
}
