// Package samples holds the bundled sound: voices, breath tones, bells and ambiences,
// and opens voices from folders. It returns mono PCM, and does not depend on routines.
package samples

import (
	"io/fs"
	"path"
	"slices"

	"respite/audio"
	"respite/audio/flac"
)

// bundled is read file by file, each when it is needed: most of the program is sound,
// which the system loads on first access only.
var bundled fs.FS = embedded

// Bundled holds the files of the bundled sound: voices, tones, bells and ambiences.
func Bundled() fs.FS { return bundled }

// DefaultVoice is the voice that is used when none is named. A program can be built
// without it.
const DefaultVoice = "finn"

// Voices returns the names of the bundled voices, the default first; none where the
// program was built without voices.
func Voices() []string { return folders("voices", DefaultVoice) }

// DefaultAmbience is the ambience that is used when none is named.
const DefaultAmbience = "pad"

// Ambiences returns the names of the bundled ambiences, the default first.
func Ambiences() []string { return []string{DefaultAmbience, "ocean", "rain"} }

// Ambience decodes a bundled ambience by its name: a seamless loop, mono.
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
	return newVoice(m, true, func(_ Line, t Take) (audio.Clip, error) { return readTake(dir, t, flac.DecodeBundledClip) }), nil
}

// folders returns the folders in dir, sorted, with the given one first.
func folders(dir, first string) []string {
	var names []string
	entries, _ := fs.ReadDir(bundled, dir) // a missing folder counts as empty
	for _, e := range entries {
		switch {
		case !e.IsDir():
		case e.Name() == first:
			names = slices.Insert(names, 0, first)
		default:
			names = append(names, e.Name())
		}
	}
	return names
}
