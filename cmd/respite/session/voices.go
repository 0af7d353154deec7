package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/samples"
)

// OpenVoice opens a voice by the name of a bundled or a user's voice, or by its folder. The
// voice tts has no lines.
func OpenVoice(name string) (*samples.Voice, error) {
	if name == TTSVoice {
		return samples.MadeVoice(samples.Manifest{Name: TTSVoice}, nil), nil
	}
	name, known := asKnown(name)
	v, err := samples.OpenVoice(voiceFolder(name))
	var unknown *samples.UnknownVoiceError
	switch {
	case errors.As(err, &unknown) && name == samples.DefaultVoice:
		return nil, hint.Usage(fmt.Errorf("this respite was built without the voice %s", name), withoutVoiceHint(known))
	case errors.As(err, &unknown):
		if n := cli.Near(name, known); n != "" {
			err = fmt.Errorf("%w: did you mean %q?", err, n)
		}
		return nil, hint.Usage(err, "the voices are "+strings.Join(known, ", ")+"; respite help voice tells how to make one")
	case errors.Is(err, fs.ErrNotExist):
		return nil, hint.With(fmt.Errorf("voice %s: %w", name, hint.Plain(err)), "a voice is a folder with a manifest.json and the files that it names; respite help voice tells how to make one")
	case err != nil:
		return nil, fmt.Errorf("voice %s: %w", name, hint.Plain(err))
	}
	return v, nil
}

// withoutVoiceHint returns the advice for a program that was built without the default voice.
func withoutVoiceHint(known []string) string {
	if len(known) > 0 {
		return "name another voice with --voice: " + strings.Join(known, ", ")
	}
	return "have an engine speak everything: --voice tts --tts ENGINE; respite voice engines lists them"
}

// asKnown returns a voice's name in its known spelling, for example finn for Finn, and all
// known names.
func asKnown(name string) (string, []string) {
	known := append(samples.Voices(), OwnVoices()...)
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) }); i >= 0 && IsVoiceName(name) && !slices.Contains(known, name) {
		name = known[i]
	}
	return name, known
}

// voiceFolder returns the folder of a user's voice, or the name unchanged if there is no such
// voice.
func voiceFolder(name string) string {
	name, _ = asKnown(name)
	if IsVoiceName(name) && !slices.Contains(samples.Voices(), name) && slices.Contains(OwnVoices(), name) {
		return filepath.Join(folders.Voices(), name)
	}
	return name
}

// OwnVoices returns the names of the user's voices, sorted.
func OwnVoices() []string {
	if folders.Voices() == "" {
		return nil
	}
	entries, _ := os.ReadDir(folders.Voices()) // a missing folder has no voices
	var names []string
	for _, e := range entries {
		if folders.IsFolder(filepath.Join(folders.Voices(), e.Name())) && IsVoiceName(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// IsVoiceName tells whether a text is a plain name: no path, no hidden file, and nothing that
// looks like a flag.
func IsVoiceName(name string) bool {
	return name != "" && !strings.ContainsAny(name, `/\:`) && name[0] != '.' && name[0] != '-'
}
