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

// DefaultTones are used when no others are asked for.
const DefaultTones = "bowl"

// ToneSets are the names of the bundled sets of breath tones, the default first.
func ToneSets() []string { return folders("tones", DefaultTones) }

// Tones is a set of breath tones: textures that are steady and loop without a
// seam, so that they can be read at any rate for any time.
type Tones struct {
	Inhale, Exhale, Hold audio.Clip
	top                  float64
}

// A fifth is how far the pitch of a tone rises, and an octave that of noise,
// which needs more to be heard to open and to close.
const fifth, octave = 1.5, 2

// OpenTones opens the bundled set of that name, or the set in the folder of that
// name: three files of steady sound, inhale, exhale and hold, each .wav or
// .flac, mono, 16 bit, at 8 to 192 kHz, and 1 to 60 s long. The last half second
// of each is crossfaded into its beginning, so that it loops without a seam. No
// file outside of the folder is read. An error names the file.
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

// Texture is the texture of "inhale", "exhale" or "hold".
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

// Range is the highest rate at which the textures are to be read, against their own.
func (t *Tones) Range() float64 { return t.top }

// closeLoop crossfades so many samples at the end of a sound into its beginning,
// with equal power, and leaves them out.
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
