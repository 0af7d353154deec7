// Package samples holds the bundled sound: voices, breath tones and bells, and
// opens voices from folders. What it gives is mono PCM; it knows no routines.
package samples

import (
	"embed"
	"io/fs"
	"path"
	"slices"

	"respite/audio"
)

//go:embed voices tones bells ambiences
var bundled embed.FS

// DefaultVoice is used when no other is asked for.
const DefaultVoice = "finn"

// Voices are the names of the bundled voices, the default first.
func Voices() []string { return folders("voices", DefaultVoice) }

// DefaultAmbience is what fills the pauses when nothing else is asked for.
const DefaultAmbience = "pad"

// Ambiences are the names of the bundled ambiences, the default first.
func Ambiences() []string { return []string{DefaultAmbience, "ocean", "rain"} }

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
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	return newVoice(m, true, func(_ Line, t Take) (audio.Clip, error) { return readTake(dir, t) }), nil
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
