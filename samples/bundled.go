// Package samples holds the bundled sound: voices, breath tones and bells, and
// opens voices from folders. What it gives is mono PCM; it knows no routines.
package samples

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"respite/audio"
)

//go:embed voices tones bells ambiences
var bundled embed.FS

// DefaultVoice and DefaultTones are used when no others are asked for.
const (
	DefaultVoice = "ross"
	DefaultTones = "bowl"
)

// Voices are the names of the bundled voices, the default first.
func Voices() []string { return folders("voices", DefaultVoice) }

// ToneSets are the names of the bundled sets of breath tones, the default first.
func ToneSets() []string { return folders("tones", DefaultTones) }

// Tones is a set of breath tones: textures that are steady and loop without a
// seam, so that they can be read at any rate for any time.
type Tones struct {
	Inhale, Exhale, Hold audio.Clip
}

// OpenTones decodes the bundled set of that name.
func OpenTones(name string) (*Tones, error) {
	if !slices.Contains(ToneSets(), name) {
		return nil, fmt.Errorf("no tones %q", name)
	}
	var t Tones
	for file, clip := range map[string]*audio.Clip{"inhale": &t.Inhale, "exhale": &t.Exhale, "hold": &t.Hold} {
		var err error
		if *clip, err = readClip(bundled, path.Join("tones", name, file+".wav")); err != nil {
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

// Bells are the bundled bells.
type Bells struct{}

// Bell decodes the bell "opening", "change" or "ending".
func (Bells) Bell(name string) (audio.Clip, error) {
	return readClip(bundled, path.Join("bells", name+".wav"))
}

// Ambiences are the names of the bundled ambiences.
func Ambiences() []string { return []string{"ocean", "rain", "pad"} }

// Ambience decodes the bundled ambience of that name: a loop without a seam, mono.
func Ambience(name string) (audio.Clip, error) {
	return readClip(bundled, path.Join("ambiences", name+".wav"))
}

func isBundled(voice string) bool { return slices.Contains(Voices(), voice) }

func bundledVoice(name string) (*Voice, error) {
	dir, err := fs.Sub(bundled, path.Join("voices", name))
	if err != nil {
		return nil, err
	}
	return NewVoice(dir)
}

// folders lists the folders in dir, sorted but for the first.
func folders(dir, first string) []string {
	names := []string{first}
	entries, _ := bundled.ReadDir(dir) // an embedded folder is always there
	for _, e := range entries {
		if e.IsDir() && e.Name() != first {
			names = append(names, e.Name())
		}
	}
	return names
}
