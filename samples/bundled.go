// Package samples holds the bundled sound: voices, breath tones and bells, and
// opens voices from folders. What it gives is mono PCM; it knows no routines.
package samples

import (
	"io/fs"
	"path"
	"slices"

	"respite/audio"
	"respite/audio/flac"
)

// bundled is read file by file, each when it is needed: most of the program is
// sound, which a system loads only when it is touched.
var bundled fs.FS = embedded

// Bundled are the files of the bundled sound: voices, tones, bells and ambiences.
func Bundled() fs.FS { return bundled }

// DefaultVoice is used when no other is asked for. A program may have been built
// without it.
const DefaultVoice = "finn"

// Voices are the names of the bundled voices, the default first; there are
// none where the program was built without.
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
	return newVoice(m, true, func(_ Line, t Take) (audio.Clip, error) { return readTake(dir, t, flac.DecodeBundledClip) }), nil
}

// folders lists the folders in dir, sorted but for the first.
func folders(dir, first string) []string {
	var names []string
	entries, _ := fs.ReadDir(bundled, dir) // where there is no such folder, there are none in it
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
